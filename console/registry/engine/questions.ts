import type { OperationId, Result } from '#client';
import type { AnyFailed } from '../../parts/failure.tsx';

/** One of what can be chosen. */
export type Option = { value: string; label: string; hint?: string };

/** A question of a form or a filter, as data. */
export type Question = {
  /** Its name is that of the property in the body, so that `invalid` entries of an answer find it. */
  name: string;
  label: string;
  hint?: string;
  isOptional?: true;
  /** Whether the other answers make it one. */
  isAsked?(answers: Answers): boolean;
} & (
  | { kind: 'text'; inputMode?: 'email' | 'numeric' }
  /** Several lines: a text, or a value on each. */
  | { kind: 'lines' }
  /** One of a few. */
  | { kind: 'choice'; options: readonly Option[] }
  /** Any of a few. */
  | { kind: 'choices'; options: readonly Option[] }
  /** One of many, which the registry is searched for. The answer is its value and its label. */
  | { kind: 'pick'; find: Find }
);

/** Searches for what begins with what was typed. */
export type Find = (text: string, signal: AbortSignal) => Promise<Option[] | AnyFailed>;

export type Answers = Record<string, string | string[]>;

/** The answer as one text; that of a choice of many is its value. */
export function textOf(answers: Answers, name: string): string {
  const answer = answers[name];
  return (Array.isArray(answer) ? answer[0] : answer)?.trim() ?? '';
}

export const allOf = (answers: Answers, name: string): string[] => {
  const answer = answers[name] ?? [];
  return Array.isArray(answer) ? answer : linesOf(answer);
};

/** A value on each line; empty lines are none. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const askedOf = (questions: readonly Question[], answers: Answers): Question[] =>
  questions.filter(({ isAsked }) => isAsked?.(answers) ?? true);

/** What has to be answered and is not; a choice of none may be meant. */
export const missingOf = (questions: readonly Question[], answers: Answers): string[] =>
  askedOf(questions, answers)
    .filter(({ kind, isOptional }) => !isOptional && kind !== 'choices')
    .map(({ name }) => name)
    .filter((name) => textOf(answers, name) === '');

/** What the API found wrong with an answer. */
export type Wrong = { rule: string; description: string };

/** By question: that of `$.roles[0].name` is `name`, or else `roles`; under the empty name, what is no question's. */
export function wrongOf(questions: readonly Question[], failed: AnyFailed | undefined): Map<string, Wrong> {
  const wrong = new Map<string, Wrong>();
  if (failed?.error.kind !== 'refused') return wrong;
  for (const { entry = '', rules = [] } of failed.error.invalid) {
    const path = entry.match(/\w+/g) ?? [];
    const name = path.findLast((part) => questions.some((question) => question.name === part)) ?? '';
    const [first] = rules;
    if (first && !wrong.has(name))
      wrong.set(name, { rule: first.rule, description: first.description ?? '' });
  }
  return wrong;
}

/** What a call gives, for an engine that does not know which it is. */
export type AnyResult = Result<OperationId>;
