import type { Clock } from '../../platform/clock.ts';
import type { StoreFinding } from '../contract.ts';
import type { LinkMethod, Signer } from '../signer.ts';
import { askStore } from './ask-store.ts';
import { PROBE_FOLDER } from './cors.ts';

/** The header that makes a copy of an upload, and what to do about a store that obeys it unsigned. */
export type CopyHeader = { name: string; remedy: string };

/**
 * Finds out whether the store obeys a copy header although the link did not sign it: then the holder of one upload
 * link reads every file of the bucket (see the README of the signers). The copy is of an object that does not exist,
 * so that a store which obeys answers 404 and nothing is written. Asked once for each bucket.
 */
export function createUnsignedHeadersCheck(signer: Signer, clock: Clock, header: CopyHeader) {
  const known = new Map<string, StoreFinding>();

  function ask(method: LinkMethod, bucket: string, headers: Record<string, string>, signal: AbortSignal) {
    const key = `${PROBE_FOLDER}/unsigned-headers`;
    const now = clock.now();
    const url = signer.presign({ method, bucket, key, expiresInSeconds: 60, now, access: 'INTERNAL' });
    return askStore(method, url, { headers, signal });
  }

  return async (bucket: string, signal: AbortSignal): Promise<StoreFinding[]> => {
    const remembered = known.get(bucket);
    if (remembered !== undefined) return [remembered];
    const copy = { [header.name]: `/${bucket}/${PROBE_FOLDER}/does-not-exist` };
    const { status } = await ask('PUT', bucket, copy, signal);
    if (status < 300) await ask('DELETE', bucket, {}, signal); // the header was passed over: an empty file lies there
    const finding = judge(status, header);
    if (finding === undefined) return [];
    known.set(bucket, finding);
    return [finding];
  };
}

function judge(status: number, header: CopyHeader): StoreFinding | undefined {
  const name = 'unsigned headers';
  if (status === 404) {
    const detail = `the store obeys ${header.name} on upload links: whoever holds one can copy any file of the bucket`;
    return { name, state: 'warning', detail, remedy: header.remedy };
  }
  if (status >= 500) return undefined; // says nothing
  return { name, state: 'ok', detail: 'the store takes no orders that a link did not sign' };
}
