import { inLanguages, type Texts } from '../language/language.ts';
import type { PageDefinition } from '../pages.ts';
import { oversightPages } from './oversight.ts';

/** The first page of the administration lists its pages by what they are about. */
export type RegistryPage = PageDefinition & {
  group?: keyof typeof GROUPS;
  /** What one does there, in a sentence. */
  about?: Texts<string>;
};

export const GROUPS = {
  who: inLanguages('Хто працює з реєстром', 'Who works with the registry'),
  access: inLanguages('Чим отримують доступ', 'By what they get access'),
  rules: inLanguages('За якими правилами', 'By which rules'),
  happened: inLanguages('Що сталося', 'What has happened'),
} as const;

export const registryPages: readonly RegistryPage[] = [
  {
    path: '/console/registry',
    title: inLanguages('Реєстр', 'Registry'),
    scopes: [],
    anyOf: [
      'legal_entity:write',
      'client:read',
      'user:read',
      'parameter:read',
      'events:read',
      'audit:read',
      'status:read',
    ],
    inNavigation: true,
    load: () => import('./index.tsx'),
  },
  {
    path: '/console/registry/clients',
    title: inLanguages('Клієнти', 'Clients'),
    about: inLanguages(
      'Хто може звертатися до реєстру: заклади, МІС, підрозділи НСЗУ. Зареєструвати, змінити, заблокувати.',
      'Who may call the registry: clinics, МІС, parts of НСЗУ. Register, change, block.',
    ),
    group: 'who',
    scopes: ['client:read'],
    load: () => import('./clients/list.tsx'),
  },
  {
    path: '/console/registry/clients/new',
    title: inLanguages('Новий клієнт', 'New client'),
    scopes: ['client:read', 'client:write'],
    load: () => import('./clients/new.tsx'),
  },
  {
    path: '/console/registry/clients/:id',
    title: inLanguages('Клієнт', 'Client'),
    scopes: ['client:read'],
    load: () => import('./clients/details.tsx'),
  },
  ...oversightPages,
];
