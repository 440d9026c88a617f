import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What a span tells, by the names of OpenTelemetry's semantic conventions or by ours, `esoz.…`. Values are words of our
 * own, such as a route's pattern or a statement's name: nothing that a caller has sent, and nothing that it gets.
 */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type SpanDetails = {
  /** `client`: a question to another program. Absent: work of this one. */
  kind?: 'client';
  attributes?: SpanAttributes;
};

/** A piece of work of a trace, from its start to `end`. */
export type Span = {
  readonly traceId: string;
  /** W3C Trace Context for who is called on its behalf, also where it is not recorded: they shall not record it either. */
  readonly traceparent: string;
  /** False where sampling left the trace out, and from the end on: what begins later is no part of it. */
  readonly isRecorded: boolean;
  child(name: string, details: SpanDetails): Span;
  set(attributes: SpanAttributes): void;
  /** A moment in it. */
  mark(name: string): void;
  /** Another one that the same work was done for. */
  link(other: Span): void;
  fail(errorType: string): void;
  end(): void;
};

/** Where traces begin. @param traceparent of the caller, as it was sent; one that is not well-formed is none */
export type Tracer = {
  begin(name: string, attributes: SpanAttributes, traceparent: string | undefined): Span;
};

/**
 * The span that the current work belongs to. It is not handed on as an argument, since it is none: nothing that the
 * product does depends on it (ADR 0087).
 */
const current = new AsyncLocalStorage<Span | undefined>();

export const activeSpan = (): Span | undefined => current.getStore();

/** Runs work, and all that it awaits, as a part of a span; of undefined: apart from any. */
export function within<T>(span: Span | undefined, work: () => T): T {
  return current.run(span, work);
}

/** Runs work as a span of its own below the current one. Where none is recorded it is given none and just runs. */
export function traced<T>(name: string, details: SpanDetails, work: (span?: Span) => Promise<T>): Promise<T> {
  const parent = current.getStore();
  return parent?.isRecorded ? recorded(parent.child(name, details), work) : work();
}

async function recorded<T>(span: Span, work: (span: Span) => Promise<T>): Promise<T> {
  try {
    return await current.run(span, work, span);
  } catch (error) {
    span.fail(errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** SQLSTATE, code of the system or of the catalogue, else the name of the class; messages may quote what was sent. */
function errorType(error: unknown): string {
  const { code, definition, name } = (error ?? {}) as {
    code?: unknown;
    definition?: { code?: unknown };
    name?: unknown;
  };
  const type = [definition?.code, code, name].find(
    (each) => typeof each === 'string' || Number.isInteger(each),
  );
  return String(type ?? 'unknown').slice(0, MAX_ERROR_TYPE_CHARACTERS);
}

const MAX_ERROR_TYPE_CHARACTERS = 64;
