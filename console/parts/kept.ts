import type { Identity } from '../session/session.ts';

/**
 * What this browser keeps for one person at one place: drafts, and keys of requests whose outcome is unknown. Never a token or
 * anything else that opens a door.
 */
const keyOf = ({ userId, clientId }: Identity, kind: 'draft' | 'sent', name: string) =>
  `esoz.${kind}.${userId}.${clientId}.${name}`;

/** Longer than this nobody comes back to a form; what others typed must not lie about for ever. */
const DAYS = 7;
const MAX_AGE_MS = DAYS * 86_400_000;

type Kept<Value> = { at: number; value: Value };

/** A full or forbidden storage costs the draft, and nothing else. */
export function keep(identity: Identity, kind: 'draft' | 'sent', name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(identity, kind, name), JSON.stringify({ at: Date.now(), value }));
  } catch {
    // As if it had not been asked for.
  }
}

export function readKept<Value>(identity: Identity, kind: 'draft' | 'sent', name: string): Value | undefined {
  try {
    const text = localStorage.getItem(keyOf(identity, kind, name));
    if (text === null) return undefined;
    const { at, value } = JSON.parse(text) as Kept<Value>;
    return Date.now() - at < MAX_AGE_MS ? value : undefined;
  } catch {
    return undefined;
  }
}

export function forget(identity: Identity, kind: 'draft' | 'sent', name: string): void {
  try {
    localStorage.removeItem(keyOf(identity, kind, name));
  } catch {
    // There is none.
  }
}
