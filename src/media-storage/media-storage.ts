import { AelError } from '../ael/ael-error.ts';
import type { Ael } from '../ael/contract.ts';
import type { ObjectKeyLayout } from '../ael/object-key.ts';
import { unavailable } from '../platform/errors/http-errors.ts';
import { createTurns } from '../platform/turns.ts';

/** What the methods of contract files need. */
export type MediaStorage = {
  ael: Ael;
  /** Configured per environment, never chosen by a caller (SPEC 7). */
  bucket: string;
  /** AEL's: decides how long a name may be. */
  layout: ObjectKeyLayout;
};

/** Lists that a store is asked for at a time: it may be slow, and the embedded one works on the thread of the API. */
const LISTS_AT_ONCE = 4;
const LISTS_PER_CALLER = 2;
const PATIENCE_MS = 5_000;

/** The storage as a list has it: what a store is asked to list waits for its turn among those of other callers (ADR 0053). */
export function listingInTurns(): (storage: MediaStorage, caller: string) => MediaStorage {
  const turns = createTurns({
    atOnce: LISTS_AT_ONCE,
    perCaller: LISTS_PER_CALLER,
    patienceMs: PATIENCE_MS,
    refusal: (reason) => unavailable(`list of a store: ${reason}`),
  });
  return ({ ael, ...storage }, caller) => ({
    ...storage,
    ael: { ...ael, listObjects: (params, call) => turns(caller, () => ael.listObjects(params, call)) },
  });
}

/**
 * An answer of AEL. That it refuses what has passed our schema means that both are configured apart, so to the caller
 * every failure is the same 503; the log has the reason.
 * @throws ApiError 503
 */
export async function fromAel<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AelError)) throw error;
    throw unavailable(error.data === undefined ? error : describeRefusal(error));
  }
}

/** Names of parameters and fixed sentences only: no value of the request. */
function describeRefusal(error: AelError): Error {
  return new Error(`AEL refuses ${JSON.stringify(error.data)}: its configuration differs from ours`, {
    cause: error,
  });
}
