import { encodeName } from './address.ts';
import { failed, type TransferFailure } from './failures.ts';
import { generateMediaStorageLink } from './operations.ts';
import type { Client } from './types.ts';

export type FilePlace = {
  /** The folder: id of the legal entity. */
  resourceId: string;
  /** As people call it and lists show it, not encoded. */
  name: string;
};

export type TransferOptions = FilePlace & {
  /** Bytes so far, and in all where that is known. */
  onProgress?(done: number, total: number | undefined): void;
  signal?: AbortSignal;
  /** A transfer in which nothing moves for so long is given up; stores sync a large file before they answer. */
  idleMs?: number;
};

export const IDLE_MS = 120_000;

export type TransferFailed = { ok: false; status: number; error: TransferFailure };

/** What a link needs, and nothing that would tell a store who calls. */
export const BY_LINK = { redirect: 'manual', credentials: 'omit' } as const;

/** A link that admits the action on this file alone, for some minutes: as secret as a password. */
export async function askForLink(
  client: Client,
  action: 'PUT' | 'GET',
  { resourceId, name, signal }: TransferOptions,
): Promise<{ ok: true; link: string } | TransferFailed> {
  // Encoded, because the API decodes what it gets: a file that is really called `100%25.pdf` keeps its name (SPEC 7.1).
  const resource_name = encodeName(name);
  if (resource_name === undefined) return failed('unsendable', 'name: unsendable');
  const body = { action, resource_id: resourceId, resource_name };
  const answer = await generateMediaStorageLink(client, { body, ...(signal && { signal }) });
  if (!answer.ok) return answer;
  const link: unknown = answer.data?.url;
  if (typeof link === 'string' && /^https?:\/\//.test(link) && URL.canParse(link)) return { ok: true, link };
  return failed('unintelligible', 'No answer of this API: no link', { status: answer.status });
}

/** What the ways of sending answer alike. */
export type StoreAnswer = { status: number; header(name: string): string | null | undefined; text: string };

/** Of what a store says of itself more is not read. */
export const MAX_REFUSAL_BYTES = 64 * 1024;

/** What a store's answer that is no success means, without the link. */
export function storeRefusal(status: number, text = ''): TransferFailed {
  const [code, message] = ['Code', 'Message'].map(
    (name) =>
      new RegExp(`<${name}>([^<\\p{Cc}]{1,300})</${name}>`, 'u').exec(text.slice(0, MAX_REFUSAL_BYTES))?.[1],
  );
  return failed('store', message ?? `Status ${status}`, { status, code });
}
