import { readFile } from 'node:fs/promises';
import type { Exchange } from '#api-document';
import type { AnyRoute } from '../../src/api/route.ts';

/** Calls that tests made and what came back: by method and path, then by status and, of an error, its code. */
export type Recorded = Record<string, Record<string, Exchange>>;

const file = new URL('../../openapi/examples.json', import.meta.url);

export async function readRecorded(): Promise<Recorded> {
  return JSON.parse(await readFile(file, 'utf8'));
}

export const pathOf = ({ path }: AnyRoute): string => path.replace(/:(\w+)/g, '{$1}');

/** Without the body of the answer, which stands in the document already: as the example of its response. */
export function withoutAnswerBody({ request, answer: { status, headers } }: Exchange): Exchange {
  return { request, answer: { status, headers } };
}

/** Of whatever method has met this answer. */
export function firstExchange(recorded: Recorded, answer: string): Exchange | undefined {
  return Object.values(recorded).find((answers) => answer in answers)?.[answer];
}

/** @param answer a status, of an error followed by a blank and its code */
export function exchangeOf(recorded: Recorded, route: AnyRoute, answer: string): Exchange | undefined {
  return recorded[`${route.method} ${pathOf(route)}`]?.[answer];
}
