import { inLanguages } from '../language/language.ts';
import type { RegistryPage } from './groups.ts';
import { oversightPages } from './oversight.ts';

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
    path: '/console/registry/legal-entities',
    title: inLanguages('Заклади', 'Clinics'),
    about: inLanguages(
      'Знайти заклад, внести новий, виправити відомості, змінити статус.',
      'Find a clinic, enter a new one, correct it, change its status.',
    ),
    group: 'who',
    scopes: ['legal_entity:read'],
    load: () => import('./legal-entities/list.tsx'),
  },
  {
    path: '/console/registry/legal-entities/new',
    title: inLanguages('Новий заклад', 'New clinic'),
    scopes: ['legal_entity:write'],
    load: () => import('./legal-entities/new.tsx'),
  },
  {
    path: '/console/registry/legal-entities/:id',
    title: inLanguages('Заклад', 'Clinic'),
    scopes: ['legal_entity:read'],
    load: () => import('./legal-entities/details.tsx'),
  },
  {
    path: '/console/registry/people',
    title: inLanguages('Люди', 'People'),
    about: inLanguages(
      'Запросити людину, дати чи забрати роль, заблокувати, створити посилання для пароля.',
      'Invite somebody, give or take a role, block, make a link for a password.',
    ),
    group: 'who',
    scopes: ['user:read'],
    load: () => import('./people/list.tsx'),
  },
  {
    path: '/console/registry/people/new',
    title: inLanguages('Нова людина', 'New person'),
    scopes: ['user:write'],
    load: () => import('./people/new.tsx'),
  },
  {
    path: '/console/registry/people/:id',
    title: inLanguages('Людина', 'Person'),
    scopes: ['user:read'],
    load: () => import('./people/details.tsx'),
  },
  {
    path: '/console/registry/roles',
    title: inLanguages('Ролі й дозволи', 'Roles and scopes'),
    about: inLanguages('Що дозволяє кожна роль.', 'What each role allows.'),
    group: 'who',
    scopes: ['user:read'],
    load: () => import('./people/roles.tsx'),
  },
  {
    path: '/console/registry/clients',
    title: inLanguages('Клієнти', 'Clients'),
    about: inLanguages(
      'Заклади, МІС і підрозділи НСЗУ, які можуть звертатися до реєстру. Зареєструвати, змінити, заблокувати.',
      'Clinics, MIS and parts of НСЗУ that may call the registry. Register, change, block.',
    ),
    group: 'access',
    scopes: ['client:read'],
    load: () => import('./clients/list.tsx'),
  },
  {
    path: '/console/registry/clients/new',
    title: inLanguages('Новий клієнт', 'New client'),
    scopes: ['client:write'],
    load: () => import('./clients/new.tsx'),
  },
  {
    path: '/console/registry/clients/:id',
    title: inLanguages('Клієнт', 'Client'),
    scopes: ['client:read'],
    load: () => import('./clients/details.tsx'),
  },
  {
    path: '/console/registry/connections',
    title: inLanguages('Підключення', 'Connections'),
    about: inLanguages(
      'Яка МІС із ким працює, куди повертає людей. Замінити секрет, заблокувати.',
      'Which MIS works with whom, and where it sends people back to. Replace a secret, block.',
    ),
    group: 'access',
    scopes: ['connection:read', 'client:read'],
    load: () => import('./access/connections.tsx'),
  },
  {
    path: '/console/registry/connections/new',
    title: inLanguages('Нове підключення', 'New connection'),
    scopes: ['connection:write'],
    load: () => import('./access/new-connection.tsx'),
  },
  {
    path: '/console/registry/keys',
    title: inLanguages('Ключі API', 'API keys'),
    about: inLanguages(
      'Видати ключ для МІС, замінити, відкликати.',
      'Issue a key to a MIS, replace it, revoke it.',
    ),
    group: 'access',
    scopes: ['api_key:read'],
    load: () => import('./access/keys.tsx'),
  },
  {
    path: '/console/registry/keys/new',
    title: inLanguages('Новий ключ', 'New key'),
    scopes: ['api_key:write'],
    load: () => import('./access/new-key.tsx'),
  },
  {
    path: '/console/registry/tokens',
    title: inLanguages('Токени', 'Tokens'),
    about: inLanguages(
      'Хто зараз може працювати від чийого імені. Відкликати.',
      'Who can work in whose name now. Revoke.',
    ),
    group: 'access',
    scopes: ['token:read'],
    load: () => import('./access/tokens.tsx'),
  },
  ...oversightPages,
  {
    path: '/console/access',
    title: inLanguages('Мої токени й підключення', 'My tokens and connections'),
    scopes: [],
    load: () => import('./access/own.tsx'),
  },
];
