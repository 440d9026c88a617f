import type { ApiTag } from '#api-document';
import { routes } from '../../src/start/routes.ts';
import { operationIdOf } from './operation.ts';
import { describe } from './schemas.ts';
import type { Texts } from './texts.ts';

export const describedTags = ({ tags }: Texts): ApiTag[] =>
  tags.map(({ name, uk, description, methods }) => ({
    name,
    'x-name-uk': uk,
    ...describe(description),
    'x-methods': methods,
  }));

/** Methods that no tag has, and names under a tag that no method has. */
export function tagProblems({ tags }: Texts): string[] {
  const tagged = tags.flatMap(({ methods }) => methods);
  const existing = routes.map(operationIdOf);
  return [
    ...existing.filter((id) => !tagged.includes(id)).map((id) => `openapi/texts/tags.json has no ${id}`),
    ...tagged
      .filter((id) => !existing.includes(id))
      .map((id) => `openapi/texts/tags.json: nothing is called ${id}`),
  ];
}
