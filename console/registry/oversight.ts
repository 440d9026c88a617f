import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';

/** What an operator watches. */
export const oversightPages: readonly PageDefinition[] = [
  {
    path: '/console/registry/health',
    title: inLanguages('Стан', 'Health'),
    scopes: ['status:read'],
    load: () => import('./health.tsx'),
  },
];
