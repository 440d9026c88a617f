import type { Answer } from './call.ts';
import type { Role } from './roles.ts';

/** A licence as the API under test shows it. */
export type ShownLicense = Record<string, unknown> & {
  id: string;
  type: string;
  is_primary: boolean;
  legal_entity_id: string;
};

/** What a case may look at when its request is made and its answer is judged. */
export type Scene = {
  /** Scheme, host and port of the API under test. */
  origin: string;
  /** Current date in the registry's time zone, and days around it. */
  today: string;
  yesterday: string;
  tomorrow: string;
  /** Answers of this case so far. */
  answers: readonly Answer[];
  /** A text that no other case and no other run has: a request id, an idempotency key, a name. */
  unique: string;
  /** The same as a uuid: a folder of its own, a licence that nobody has. */
  uuid: string;
  /** What a role's token listed at the beginning. */
  licenses(role: Role): readonly ShownLicense[];
  /** An inactive licence of the clinic that reads, which no list shows. */
  inactiveLicense: string | undefined;
};

/** A value, or what makes it from the scene. */
export type Made<Value> = Value | ((scene: Scene) => Value);

export type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type SentRequest = {
  method: Method;
  /** Path with query; an absolute URL for a link. */
  path: Made<string>;
  /** Whose token, and API key where the role has one. */
  as?: Role;
  /** In place of `Bearer` and the role's token; null: none. */
  authorization?: string | null | ((token: string) => string);
  apiKey?: string | null;
  /** Sent as they stand, in this order, doubled where doubled; a null value takes a usual one away. */
  headers?: Made<readonly (readonly [name: string, value: string | null])[]> | undefined;
  /** A value to be sent as JSON, or the bytes themselves. */
  json?: Made<object> | undefined;
  bytes?: Made<Buffer | string>;
  /** So many at the same moment; 1 unless said. */
  times?: number;
};

export type Expected = {
  /** Absent where the sentence is about something else. */
  status?: number | readonly number[];
  /** The whole of `error`; keys in any order. */
  error?: unknown;
  /** The whole of `data`, or what a matcher of compare.ts accepts. */
  data?: unknown;
  paging?: unknown;
  /** By name in lower case; null: must not be there. */
  headers?: Readonly<Record<string, RegExp | string | null>>;
  /** Whatever is not comparison: what is wrong, or undefined. */
  holds?(answer: Answer, scene: Scene): string | undefined;
  /** Of a request sent several times at once. */
  together?(answers: readonly Answer[], scene: Scene): string | undefined;
};

export type Step = { request: SentRequest; expected: Expected };

/** What a case needs besides the tokens its requests name: a licence that this role's token lists. */
export type Extra = 'inactive-license' | `additional:${Role}` | `primary:${Role}`;

/** A sentence of SPEC.md, and how to find out whether it holds. */
export type Case = {
  /** Section and step of SPEC.md, then a name. */
  id: string;
  /** As SPEC.md has it. */
  sentence: string;
  uk: string;
  needs?: readonly Extra[];
  steps: readonly Step[];
};

/** A sentence about every answer: judged over all that a run gets. */
export type StandingCase = {
  id: string;
  sentence: string;
  uk: string;
  /** What is wrong with this answer, or undefined; `undefined` too where the sentence is not about it. */
  judge(answer: Answer, origin: string): string | undefined;
};

/** A case of one request. */
export function single(
  id: string,
  sentence: string,
  uk: string,
  request: SentRequest,
  expected: Expected,
  needs: readonly Extra[] = [],
): Case {
  return { id, sentence, uk, needs, steps: [{ request, expected }] };
}

/** `4.2` of `4.2-9/type-mismatch`. */
export const sectionOf = (id: string) => /^[\d.]+/.exec(id)?.[0] ?? '';
/** `4.2-9` of it: the anchor of /docs/specification. */
export const anchorOf = (id: string) => id.split('/')[0] ?? '';
