import type { AuthorizationQuery } from '../../oauth/request.ts';
import { isPercentEncodedUtf8 } from '../../platform/http/percent-encoding.ts';

/** What the address of the sign-in page says. */
export type Asked = {
  /** What a program asks for; undefined: somebody came by themselves. */
  query: AuthorizationQuery | undefined;
  /** The page itself for this very request, without what belongs to one look at it. */
  address: string;
  /** Which of several legal entities was chosen. */
  legalEntity: string | undefined;
  /** What has just been done, for somebody who came by themselves. */
  done: string | undefined;
};

/** What is said in the address of the page, and is no part of the request. */
const OWN = ['lang', 'legal_entity', 'done'] as const;

/**
 * Reads the query of the sign-in page: the whole request of the program is in it, so that the server keeps nothing between
 * the steps, and every one of them judges it anew.
 * @returns undefined when it is no text: what cannot be read cannot be repeated
 */
export function readAsked(search: string): Asked | undefined {
  if (!isPercentEncodedUtf8(search)) return undefined;
  const parameters = new URLSearchParams(`?${search}`);
  const [, legalEntity, done] = OWN.map((name) => parameters.get(name) ?? undefined);
  for (const name of OWN) parameters.delete(name);
  if (parameters.size === 0) return { query: undefined, address: '/sign-in', legalEntity, done };
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    // Defined, so that no name means the prototype.
    Object.defineProperty(query, name, { value: values.length === 1 ? values[0] : values, enumerable: true });
  }
  return { query, address: `/sign-in?${parameters}`, legalEntity, done };
}

/** The page after one of several legal entities was chosen. */
export const addressFor = (address: string, legalEntity: string): string =>
  `${address}&${new URLSearchParams({ legal_entity: legalEntity })}`;
