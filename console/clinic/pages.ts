import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';
import type { Scope } from '../session/scopes.ts';

const CLINIC: readonly Scope[] = ['license:read', 'legal_entity:read'];

/** Every address names the legal entity, so that a link never shows another one's licences. */
export const clinicPages: readonly PageDefinition[] = [
  {
    path: '/console/clinics/:legalEntity',
    title: inLanguages('Мій заклад', 'My clinic'),
    scopes: CLINIC,
    inNavigation: true,
    load: () => import('./overview.tsx'),
  },
];
