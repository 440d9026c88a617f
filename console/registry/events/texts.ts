import { inLanguages } from '../../language/language.ts';

/** What each type means, for webhooks too. */
export const eventTexts = inLanguages(
  {
    title: 'Події',
    lead: 'Про що реєстр сповіщає інші системи, у порядку, в якому це сталося: найдавніше зверху. Читати можна звідки завгодно.',
    after: 'Після події',
    afterHint: 'її ідентифікатор, evt_…',
    when: 'Коли',
    what: 'Що сталося',
    payload: 'Подробиці',
    types: {
      'license.created': 'Ліцензію додано',
      'license.updated': 'Ліцензію змінено',
      'license.expiring': 'Строк ліцензії спливає',
      'license.expired': 'Строк ліцензії минув',
      'parameter.changed': 'Параметр змінено',
    } as Record<string, string>,
    empty: 'Новіших подій поки немає.',
  },
  {
    title: 'Events',
    lead: 'What the registry tells other systems, in the order in which it happened: oldest first. Reading can begin anywhere.',
    after: 'After the event',
    afterHint: 'its identifier, evt_…',
    when: 'When',
    what: 'What happened',
    payload: 'Details',
    types: {
      'license.created': 'A licence was added',
      'license.updated': 'A licence was changed',
      'license.expiring': 'A licence is about to expire',
      'license.expired': 'A licence has expired',
      'parameter.changed': 'A parameter was changed',
    },
    empty: 'There are no newer events yet.',
  },
);
