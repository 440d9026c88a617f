import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../page-definition.ts';
import type { Scope } from '../session/scopes.ts';

/** Of any clinic: a clinic's own people have the first alone. */
const ACROSS: readonly Scope[] = ['legal_entity:read', 'license_expiry:read'];

const FILES: readonly Scope[] = ['private_contracts:read', 'legal_entity:read'];

export const contractsPages: readonly PageDefinition[] = [
  {
    path: '/console/find',
    title: inLanguages('Знайти заклад', 'Find a clinic'),
    scopes: ACROSS,
    inNavigation: true,
    load: () => import('./find.tsx'),
  },
  {
    path: '/console/cards/:id',
    title: inLanguages('Картка закладу', 'Card of a clinic'),
    scopes: ACROSS,
    load: () => import('./card.tsx'),
  },
  {
    path: '/console/folders',
    title: inLanguages('Файли договорів', 'Contract files'),
    scopes: FILES,
    inNavigation: true,
    load: () => import('./which-folder.tsx'),
  },
  {
    path: '/console/folders/:id',
    title: inLanguages('Файли договорів', 'Contract files'),
    scopes: FILES,
    load: () => import('./folder.tsx'),
  },
  {
    path: '/console/folders/:id/links',
    title: inLanguages('Кому дано посилання', 'Who got which link'),
    scopes: FILES,
    load: () => import('./folder-links.tsx'),
  },
  {
    path: '/console/expiring',
    title: inLanguages('Спливають', 'Expiring'),
    scopes: ACROSS,
    inNavigation: true,
    load: () => import('./expiring.tsx'),
  },
];
