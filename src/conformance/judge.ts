import type { Answer } from './call.ts';
import type { Expected, Scene } from './case.ts';
import { differences } from './compare.ts';

/** So many differences are told of one answer. */
const MAX_DIFFERENCES = 5;

/** What is wrong with the answers to one request, or undefined. */
export function judge(expected: Expected, answers: readonly Answer[], scene: Scene): string | undefined {
  if (expected.together !== undefined) return expected.together(answers, scene);
  const [answer] = answers as [Answer];
  const wrong = [
    ...statusWrong(expected, answer),
    ...bodyWrong(expected, answer),
    ...headersWrong(expected, answer),
  ];
  if (wrong.length === 0) return expected.holds?.(answer, scene);
  return wrong.slice(0, MAX_DIFFERENCES).join('\n');
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
