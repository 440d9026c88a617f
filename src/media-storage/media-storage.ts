import { AelError } from '../ael/ael-error.ts';
import type { Ael } from '../ael/contract.ts';
import type { ObjectKeyLayout } from '../ael/object-key.ts';
import { unavailable } from '../platform/errors/http-errors.ts';

/** What the methods of contract files need. */
export type MediaStorage = {
  ael: Ael;
  /** Configured per environment, never chosen by a caller (SPEC 7). */
  bucket: string;
  /** AEL's: decides how long a name may be. */
  layout: ObjectKeyLayout;
};

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
