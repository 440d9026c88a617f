import { inLanguages } from '../language/language.ts';
import type { RegistryPage } from './groups.ts';

/** What an operator watches, and by which rules the registry works. */
export const oversightPages: readonly RegistryPage[] = [
  {
    path: '/console/registry/health',
    title: inLanguages('Стан', 'Health'),
    about: inLanguages(
      'Чи працюють реєстр, база даних, підпис і сховище; скільки запитів і як швидко.',
      'Whether the registry, its database, signing and store work; how many requests, and how fast.',
    ),
    group: 'happened',
    scopes: ['status:read'],
    load: () => import('./health/page.tsx'),
  },
  {
    path: '/console/registry/audit',
    title: inLanguages('Журнал аудиту', 'Audit log'),
    about: inLanguages(
      'Хто, що й коли змінив. Знайти за людиною, записом чи номером запиту; перевірити, чи журнал цілий.',
      'Who changed what, and when. Find by person, record or number of the request; verify that the log is whole.',
    ),
    group: 'happened',
    scopes: ['audit:read'],
    load: () => import('./audit/list.tsx'),
  },
  {
    path: '/console/registry/audit/verification',
    title: inLanguages('Чи журнал цілий', 'Whether the log is whole'),
    scopes: ['audit:read'],
    load: () => import('./audit/verification.tsx'),
  },
  {
    path: '/console/registry/events',
    title: inLanguages('Події', 'Events'),
    about: inLanguages(
      'Про що реєстр сповіщає інші системи: зміни ліцензій та параметрів, строки, що спливають.',
      'What the registry tells other systems: changes of licences and parameters, terms that end.',
    ),
    group: 'happened',
    scopes: ['events:read'],
    load: () => import('./events/list.tsx'),
  },
  {
    path: '/console/registry/webhooks',
    title: inLanguages('Вебхуки', 'Webhooks'),
    about: inLanguages(
      'Куди надсилаються події, що не доставлено й чому. Додати, призупинити, надіслати ще раз.',
      'Where events are sent, what was not delivered and why. Add, pause, send again.',
    ),
    group: 'happened',
    scopes: ['webhook:read'],
    load: () => import('./webhooks/list.tsx'),
  },
  {
    path: '/console/registry/webhooks/new',
    title: inLanguages('Новий вебхук', 'New webhook'),
    scopes: ['webhook:write'],
    load: () => import('./webhooks/new.tsx'),
  },
  {
    path: '/console/registry/webhooks/:id',
    title: inLanguages('Вебхук', 'Webhook'),
    scopes: ['webhook:read'],
    load: () => import('./webhooks/details.tsx'),
  },
  {
    path: '/console/registry/webhooks/:id/dead-letters',
    title: inLanguages('Недоставлені події', 'Dead letters'),
    scopes: ['webhook:read'],
    load: () => import('./webhooks/dead-letters.tsx'),
  },
  {
    path: '/console/registry/parameters',
    title: inLanguages('Параметри', 'Parameters'),
    about: inLanguages(
      'Додаткові ліцензії яких типів може мати заклад. Задати, прибрати.',
      'Which additional licences a clinic may have. Set, unset.',
    ),
    group: 'rules',
    scopes: ['parameter:read'],
    load: () => import('./parameters/list.tsx'),
  },
  {
    path: '/console/registry/parameters/:name',
    title: inLanguages('Параметр', 'Parameter'),
    scopes: ['parameter:read'],
    load: () => import('./parameters/details.tsx'),
  },
  {
    path: '/console/registry/dictionaries',
    title: inLanguages('Довідники', 'Dictionaries'),
    about: inLanguages(
      'Коди й що вони означають. Додати значення, змінити опис, зробити нечинним.',
      'Codes, and what they mean. Add a value, change a description, make it inactive.',
    ),
    group: 'rules',
    scopes: ['dictionary:write'],
    load: () => import('./dictionaries/list.tsx'),
  },
  {
    path: '/console/registry/dictionaries/:name',
    title: inLanguages('Довідник', 'Dictionary'),
    scopes: ['dictionary:write'],
    load: () => import('./dictionaries/values.tsx'),
  },
  {
    path: '/console/registry/dictionaries/:name/new',
    title: inLanguages('Нове значення', 'New value'),
    scopes: ['dictionary:write'],
    load: () => import('./dictionaries/new.tsx'),
  },
];
