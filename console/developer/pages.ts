import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../page-definition.ts';

/** Whoever has signed in may call; what they may not, the API refuses and the page explains. The foot of every page leads here. */
export const developerPages: readonly PageDefinition[] = [
  {
    path: '/console/try',
    title: inLanguages('Майданчик', 'Playground'),
    scopes: [],
    load: () => import('./methods.tsx'),
  },
  {
    path: '/console/try/:operation',
    title: inLanguages('Спробувати метод', 'Try a method'),
    scopes: [],
    load: () => import('./playground.tsx'),
  },
];
