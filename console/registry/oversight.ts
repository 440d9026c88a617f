import { inLanguages } from '../language/language.ts';
import type { RegistryPage } from './pages.ts';

/** What an operator watches. */
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
];
