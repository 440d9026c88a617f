import type { Calls, OperationId, Schemas } from './calls.ts';
import type { Failure } from './failures.ts';

/** What a method takes: `path`, `query`, `body`, conditions and the idempotency key, as far as it has them. */
export type Request<Id extends OperationId> = OfMethod<Calls[Id]['request']> & CallOptions;
/** A method that needs nothing still takes the options of a call. */
type OfMethod<Parts> = Parts extends Record<string, never> ? unknown : Parts;

export type CallOptions = {
  /** Ends the call, its waits and its repetitions. */
  signal?: AbortSignal;
  /** Of the whole call with its repetitions, in place of the client's. */
  timeoutMs?: number;
};

/** What came back with every answer in the envelope. */
type AnswerParts = {
  meta: Schemas['Meta'];
  requestId: string;
  /** For `ifMatch` of the change, or `ifNoneMatch` of the next question. */
  etag: string | undefined;
  lastModified: string | undefined;
  /** The first answer under this idempotency key, given again: nothing was done now. */
  replayed: boolean;
  /** Query of what follows, where the answer names it (`Link`, `rel="next"`). */
  next: Record<string, string> | undefined;
  /** The key that was sent; to repeat a call whose outcome is unknown, give it again. */
  idempotencyKey: string | undefined;
};

export type Success<Id extends OperationId> = { ok: true } & Calls[Id]['success'] & AnswerParts;

/** A call that did not succeed. `status` is that of the answer, 0 where none came. */
export type Failed<Id extends OperationId> = WithStatus<Failure<Id>>;
type WithStatus<Error> = Error extends { status: infer Status }
  ? {
      ok: false;
      status: Status;
      error: Error;
      requestId: string | undefined;
      idempotencyKey: string | undefined;
    }
  : never;

/** The outcome of a call: narrow it by `ok`, then by `status`, `error.kind` or `error.code`. */
export type Result<Id extends OperationId> = Success<Id> | Failed<Id>;

/** A function per method. Its second argument may be left out where a method needs nothing. */
export type Operation<Id extends OperationId> =
  Record<never, never> extends Calls[Id]['request']
    ? (client: Client, request?: Request<Id>) => Promise<Result<Id>>
    : (client: Client, request: Request<Id>) => Promise<Result<Id>>;

/** Where a call gets its access token. */
export type TokenSource = {
  /** The token to send; undefined: none. */
  current(): string | undefined | Promise<string | undefined>;
  /**
   * Another one, after this was refused with 401. Called once a call; absent: there is none.
   * @returns the new token, or why there is none
   */
  renew?(refused: string): Promise<Renewal>;
};
export type Renewal = { ok: true; token: string } | { ok: false; error: Failure<never> };

/** Made by `createClient`. Credentials are in closures, so that no log of it shows them. */
export interface Client {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly retry: Readonly<RetryLimits>;
  readonly fetch: typeof globalThis.fetch;
  tokens(): TokenSource;
  /** Headers of every call but the token's. */
  headers(): Record<string, string>;
}

export type RetryLimits = {
  /** Of a call in all; 1: none is repeated. */
  attempts: number;
  /** Around the first wait; each further one is twice as long, and a random part of that is waited. */
  firstDelayMs: number;
  /** Longer is not waited: a later Retry-After ends the call. */
  maxDelayMs: number;
};
