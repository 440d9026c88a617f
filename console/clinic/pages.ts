import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../page-definition.ts';
import type { Scope } from '../session/scopes.ts';
import { ADDRESSES } from './addresses.ts';

const CLINIC: readonly Scope[] = ['license:read', 'legal_entity:read'];
const WRITING: readonly Scope[] = [...CLINIC, 'license:write'];

/**
 * Every address names the legal entity, so that a link never shows another one's licences. The first that fits counts: `new`
 * stands before the id of a licence.
 */
export const clinicPages: readonly PageDefinition[] = [
  {
    path: ADDRESSES.overview,
    title: inLanguages('Мій заклад', 'My clinic'),
    scopes: CLINIC,
    inNavigation: true,
    load: () => import('./overview.tsx'),
  },
  {
    path: ADDRESSES.licenses,
    title: inLanguages('Ліцензії', 'Licences'),
    scopes: CLINIC,
    inNavigation: true,
    load: () => import('./licenses.tsx'),
  },
  {
    path: ADDRESSES.add,
    title: inLanguages('Додати ліцензію', 'Add a licence'),
    scopes: WRITING,
    load: () => import('./add.tsx'),
  },
  {
    path: ADDRESSES.license,
    title: inLanguages('Ліцензія', 'Licence'),
    scopes: CLINIC,
    load: () => import('./license.tsx'),
  },
  {
    path: ADDRESSES.correct,
    title: inLanguages('Виправити ліцензію', 'Correct a licence'),
    scopes: WRITING,
    load: () => import('./correct.tsx'),
  },
  {
    path: ADDRESSES.extract,
    title: inLanguages('Витяг з реєстру', 'Extract from the registry'),
    scopes: CLINIC,
    load: () => import('./extract.tsx'),
  },
];
