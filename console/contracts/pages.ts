import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';
import type { Scope } from '../session/scopes.ts';

const FILES: readonly Scope[] = ['private_contracts:read', 'legal_entity:read'];

export const contractsPages: readonly PageDefinition[] = [
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
];
