import { inLanguages } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';
import type { Scope } from '../session/scopes.ts';

const CLINIC: readonly Scope[] = ['license:read', 'legal_entity:read'];
const WRITING: readonly Scope[] = [...CLINIC, 'license:write'];

/** Every address names the legal entity, so that a link never shows another one's licences. */
export const clinicPages: readonly PageDefinition[] = [
  {
    path: '/console/clinics/:legalEntity',
    title: inLanguages('Мій заклад', 'My clinic'),
    scopes: CLINIC,
    inNavigation: true,
    load: () => import('./overview.tsx'),
  },
  {
    path: '/console/clinics/:legalEntity/licenses/new',
    title: inLanguages('Додати ліцензію', 'Add a licence'),
    scopes: WRITING,
    load: () => import('./add.tsx'),
  },
  {
    path: '/console/clinics/:legalEntity/licenses/:license/correct',
    title: inLanguages('Виправити ліцензію', 'Correct a licence'),
    scopes: WRITING,
    load: () => import('./correct.tsx'),
  },
];
