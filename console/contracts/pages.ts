import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';
import type { Scope } from '../session/scopes.ts';

/** Of any clinic: a clinic's own people have the first alone. */
const ACROSS: readonly Scope[] = ['legal_entity:read', 'license_expiry:read'];

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
    path: '/console/expiring',
    title: inLanguages('Спливають', 'Expiring'),
    scopes: ACROSS,
    inNavigation: true,
    load: () => import('./expiring.tsx'),
  },
];
