import type { OperationId, RefusalCode, Schemas } from './calls.ts';

type Errors = Schemas['Errors'];

/** Why a call did not succeed. Never holds a token, a key or a link. */
export type Failure<Id extends OperationId> = Refusal<Id> | Unanswered | Unreadable | Unchanged;

/**
 * The service said no, in its own form. `code` names the reason (`/docs/errors/<code>`), and with it status and type are
 * known; it is undefined where the answer names none, or one that is newer than this client.
 */
export type Refusal<Id extends OperationId> =
  | {
      [Code in RefusalCode<Id> & keyof Errors]: RefusalParts & { code: Code } & Errors[Code];
    }[RefusalCode<Id> & keyof Errors]
  | (RefusalParts & { code: undefined; status: number; type: string });

type RefusalParts = {
  kind: 'refused';
  message: string;
  /** What is wrong, place by place; empty where the answer has none. */
  invalid: Schemas['Invalid'][];
  /** As the answer says it, in seconds from now. */
  retryAfterSeconds: number | undefined;
};

/** No answer came. Whether the request was carried out is unknown, but for `unsendable` and `tokens`. */
export type Unanswered = { status: 0; message: string } & (
  | {
      kind: 'network';
      /** Such as `ECONNREFUSED`, where the platform tells. */
      reason: string | undefined;
    }
  | { kind: 'timeout' | 'aborted' | 'unsendable' }
  | {
      kind: 'tokens';
      /** Of the refresh; undefined: the store of tokens failed. A refused one means: sign in again. */
      cause: Failure<never> | undefined;
    }
);

/** Something answered that is not this API, or is broken. A redirect is not followed: the token would go along. */
export type Unreadable =
  | { kind: 'unintelligible'; status: number; message: string }
  | { kind: 'redirected'; status: number; message: string; to: string | undefined };

/** To `ifNoneMatch`: what the caller has is still good. */
export type Unchanged = { kind: 'unchanged'; status: 304; message: string };

/** Why a file was not moved: the link was not given, or the store does not go along. */
export type TransferFailure =
  | Failure<'generateMediaStorageLink'>
  | {
      kind: 'store';
      status: number;
      message: string;
      /** As the store names it, such as `NoSuchKey`. */
      code: string | undefined;
    }
  | {
      /** What has arrived is not what was sent, or not all of it. */
      kind: 'mismatch';
      status: 0;
      message: string;
    };

/** Thrown by `orThrow`, `items` and the stream of a download, for who prefers exceptions; `error` has the type. */
export class CallError extends Error {
  readonly error: Failure<OperationId> | TransferFailure;
  constructor(error: Failure<OperationId> | TransferFailure) {
    super(error.message);
    this.name = 'CallError';
    this.error = error;
  }
}

export type AnyFailure = Failure<OperationId> | TransferFailure;
type FailedAnyhow = {
  ok: false;
  status: number;
  error: never;
  requestId: undefined;
  idempotencyKey: undefined;
};

/** Status 0, unless the parts have another. */
export function failed(
  kind: AnyFailure['kind'],
  message: string,
  parts: Record<string, unknown> & { status?: number } = {},
) {
  const error = { status: 0, ...parts, kind, message };
  return { ok: false, status: error.status, error } as object as FailedAnyhow;
}

/** Why nothing came back: the end of the time, the caller, or the connection. Its URL is left out, which may be a secret. */
export function unanswered(reached: 'timeout' | 'aborted' | undefined, error?: unknown) {
  if (reached !== undefined) return failed(reached, reached === 'aborted' ? 'Aborted' : 'Timeout');
  const reason = (error as { cause?: { code?: unknown } })?.cause?.code;
  return failed('network', 'No connection', { reason });
}
