import type { Answer } from './call.ts';
import type { Expected, Scene } from './case.ts';
import { differences } from './compare.ts';

/** So many differences are told of one answer. */
const MAX_DIFFERENCES = 5;

/** What is wrong with the answers to one request, or undefined. */
export function judge(expected: Expected, answers: readonly Answer[], scene: Scene): string | undefined {
  const { together, holds } = expected;
  if (together !== undefined) return readingOf(() => together(answers, scene));
  const [answer] = answers as [Answer];
  const wrong = [
    ...statusWrong(expected, answer),
    ...bodyWrong(expected, answer),
    ...headersWrong(expected, answer),
  ];
  if (wrong.length === 0) return holds && readingOf(() => holds(answer, scene));
  return wrong.slice(0, MAX_DIFFERENCES).join('\n');
}

/**
 * A case reads an answer as SPEC.md has it, member by member. Where an API has something else in the place of a list or an
 * object, that cannot be read is what is wrong, whichever member it was.
 */
export function readingOf(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return 'the answer has not the form of SPEC.md: a member is missing or of another type';
  }
}

function statusWrong({ status }: Expected, answer: Answer): string[] {
  if (status === undefined) return [];
  const allowed = typeof status === 'number' ? [status] : status;
  return allowed.includes(answer.status)
    ? []
    : [`expected status ${allowed.join(' or ')} but got ${answer.status}`];
}

function bodyWrong(expected: Expected, { body, headers }: Answer): string[] {
  const members = (['error', 'data', 'paging'] as const).filter((name) => expected[name] !== undefined);
  if (members.length === 0) return [];
  if (body === undefined) return [`expected JSON but got ${headers['content-type'] ?? 'no Content-Type'}`];
  return members.flatMap((name) =>
    differences(expected[name], (body as Record<string, unknown>)[name], `$.${name}`),
  );
}

function headersWrong({ headers = {} }: Expected, answer: Answer): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const got = answer.headers[name];
    const holds =
      value === null ? got === undefined : value instanceof RegExp ? value.test(got ?? '') : got === value;
    const says = value === null ? 'absent' : value instanceof RegExp ? `like ${value.source}` : value;
    return holds ? [] : [`header ${name}: expected ${says} but got ${got ?? 'absent'}`];
  });
}
