import { clinicPages } from './clinic/pages.ts';
import { contractsPages } from './contracts/pages.ts';
import { developerPages } from './developer/pages.ts';
import type { PageDefinition } from './page-definition.ts';
import { registryPages } from './registry/pages.ts';
import { addressOf, matchPath } from './router.ts';
import type { Session } from './session/session.ts';

/** Every page of the console, in the order of the navigation. @public: the test of pages reads it out of a bundle */
export const PAGES: readonly PageDefinition[] = [
  ...clinicPages,
  ...contractsPages,
  ...registryPages,
  ...developerPages,
];

export type FoundPage = { page: PageDefinition; params: Record<string, string> };

export function findPage(path: string): FoundPage | undefined {
  for (const page of PAGES) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** The legal entity that an address is about: a token for it is asked for. */
export const legalEntityOf = (path: string): string | undefined => findPage(path)?.params.legalEntity;

export const mayOpen = ({ scopes, anyOf }: PageDefinition, { can }: Session): boolean =>
  scopes.every(can) && (anyOf === undefined || anyOf.some(can));

export type NavigationEntry = { page: PageDefinition; address: string };

/** The pages that this person may see, in the order above; those of a clinic only for who stands in one. */
export function navigationOf(session: Session): NavigationEntry[] {
  const { legalEntity } = session.identity;
  return PAGES.flatMap((page) => {
    if (!page.inNavigation || !mayOpen(page, session)) return [];
    const isOfClinic = page.path.includes(':legalEntity');
    if (isOfClinic && legalEntity === null) return [];
    return [{ page, address: addressOf(page.path, { legalEntity: legalEntity?.id ?? '' }) }];
  });
}
