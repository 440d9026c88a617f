import { type Stamp, stampValues } from '../audit/stamp.ts';
import { hashSecret, randomSecret } from '../auth/secrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { Hashing } from './hashing.ts';
import { findLink, type PasswordLinkKind, putPasswordLink, takeLink } from './password-links.queries.ts';
import { type PasswordMistake, passwordMistake } from './password-rules.ts';
import { replacePassword } from './replace-password.ts';

export type { PasswordLinkKind };

const HOUR_MS = 3_600_000;
/** Whoever asks for a reset waits for it; an invitation may come into a holiday. */
const LIFETIMES_MS: Record<PasswordLinkKind, number> = { invitation: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS };

/** A link as its maker hands it on; `value` is shown this once. */
export type MadeLink = { value: string; expiresAt: string };

/**
 * Makes a link that lets a person set a password once, and voids the one before.
 * @returns undefined when there is no such person
 */
export async function makePasswordLink(
  db: Database,
  stamp: Stamp,
  { userId, kind }: { userId: string; kind: PasswordLinkKind },
): Promise<MadeLink | undefined> {
  const value = randomSecret();
  const expiresAt = new Date(stamp.now.getTime() + LIFETIMES_MS[kind]).toISOString();
  const row = [...stampValues(stamp), userId, hashSecret(value), kind, expiresAt];
  return (await putPasswordLink(db, row)).length === 0 ? undefined : { value, expiresAt };
}

/** The page that sets a password by a link. @param base where the pages are */
export const passwordLinkUrl = (base: string, value: string): string =>
  `${base.replace(/\/+$/, '')}/password?link=${value}`;

export type PasswordLink =
  | { kind: 'good'; userId: string; email: string | null; purpose: PasswordLinkKind }
  | { kind: 'used' }
  | { kind: 'expired' }
  /** Never made, or replaced by another; or its person is blocked. */
  | { kind: 'unknown' };

/** What a link is good for; to look uses nothing up. */
export async function findPasswordLink(db: Database, clock: Clock, value: string): Promise<PasswordLink> {
  const [link] = await findLink(db, [clock.now().toISOString(), hashSecret(value)]);
  if (link === undefined) return { kind: 'unknown' };
  if (link.isUsed) return { kind: 'used' };
  if (link.isExpired) return { kind: 'expired' };
  return { kind: 'good', userId: link.userId, email: link.email, purpose: link.kind };
}

export type LinkUse =
  | { kind: 'changed'; userId: string }
  | { kind: 'mistake'; mistake: PasswordMistake }
  | Exclude<PasswordLink, { kind: 'good' }>;

/**
 * Sets a password by a link, which only one use can do, and ends what the person's former password gave.
 * @throws ApiError 503 when too many hashes wait
 */
export async function usePasswordLink(
  { db, clock, hashing }: { db: Database; clock: Clock; hashing: Hashing },
  { value, password, requestId }: { value: string; password: string; requestId: string },
): Promise<LinkUse> {
  const link = await findPasswordLink(db, clock, value);
  if (link.kind !== 'good') return link;
  const mistake = passwordMistake(password, link.email);
  if (mistake !== undefined) return { kind: 'mistake', mistake };
  const { userId } = link;
  const hash = await hashing.hash(password);
  const now = clock.now();
  const take = async (transaction: Database) =>
    (await takeLink(transaction, [now.toISOString(), hashSecret(value)])).length > 0;
  const stamp = { now, userId, requestId };
  const isDone = await replacePassword(db, stamp, { userId, hash, formerHash: null }, take);
  // Somebody was first, or the hour struck.
  return isDone ? { kind: 'changed', userId } : { kind: 'used' };
}
