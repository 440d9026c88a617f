import type { ApiDocument, ApiError, ApiRule, Method } from '#api-document';
import type { Answer } from './exchange.ts';

export type RuleState = 'held' | 'broken' | 'not_reached';
/** The sentence is that of the document, or of the answer where the document has none. */
export type JudgedRule = { rule: Pick<ApiRule, 'id' | 'sentence' | 'x-sentence-uk'>; state: RuleState };
/** Of a body that is no JSON there is neither place nor description. */
export type Invalid = { entry?: string; rules: { rule: string; description?: string }[] };

type Body = {
  error?: { invalid?: Invalid[] };
  data?: { checks?: { rule: string; description: string; state: RuleState }[] };
};

/** undefined: it is no JSON. */
export function bodyOf({ text }: Answer): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export const headerOf = ({ headers }: Answer, name: string): string | undefined =>
  headers.find(([given]) => given.toLowerCase() === name)?.[1];

/** What the catalogue says of a refusal: its code stands in the link to its page. */
export function errorOf(document: ApiDocument, answer: Answer): ApiError | undefined {
  const code = headerOf(answer, 'link')?.match(/\/docs\/errors\/([\w-]+)>/)?.[1];
  return document['x-errors'].find((error) => error.code === code);
}

export const invalidOf = (answer: Answer): Invalid[] => bodyOf(answer)?.error?.invalid ?? [];

/**
 * The business rules of a method as its answer tells: the first that does not hold refuses. Of the validation method, the
 * answer says it itself.
 * @returns nothing where the rules were not asked: a repeated answer, a failure
 */
export function judgedRules(document: ApiDocument, { operation }: Method, answer: Answer): JudgedRule[] {
  const checks = bodyOf(answer)?.data?.checks;
  if (Array.isArray(checks))
    return checks.map(({ rule, description, state }) => ({
      rule: inDocument(document, rule, description),
      state,
    }));
  const rules = operation['x-rules'];
  if (headerOf(answer, 'idempotent-replayed') !== undefined) return [];
  if (answer.status < 400) return rules.map((rule) => ({ rule, state: 'held' }));
  const error = errorOf(document, answer);
  if (error === undefined || answer.status >= 500 || answer.status === 429) return [];
  const broken = rules.findIndex((rule) => rule.error === error.code && isAbout(rule, answer));
  return rules.map((rule, at) => ({
    rule,
    state: broken < 0 || at > broken ? 'not_reached' : at === broken ? 'broken' : 'held',
  }));
}

/** A rule that refuses as the schema does names its one place, and says that the value is none of a list. */
function isAbout({ error, entry }: ApiRule, answer: Answer): boolean {
  if (error !== 'schema-invalid') return true;
  const [first, ...others] = invalidOf(answer);
  return others.length === 0 && first?.entry === entry && first?.rules[0]?.rule === 'inclusion';
}

function inDocument(document: ApiDocument, id: string, description: string): JudgedRule['rule'] {
  const found = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .flatMap((operation) => operation['x-rules'])
    .find((rule) => rule.id === id);
  return found ?? { id, sentence: description, 'x-sentence-uk': description };
}
