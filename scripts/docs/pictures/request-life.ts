import type { ErrorDefinition } from '../../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../../src/platform/errors/http-errors.ts';
import { CHECKS } from '../../openapi/checks.ts';
import type { Both } from '../../sources/statement.ts';
import { arrow, box, type Language, label, lines, picture, WIDTH } from './picture.ts';

type Station = { name: Both; note: Both; errors: readonly ErrorDefinition[] };

/** What stands before the checks that every method has. */
const BEFORE: readonly Station[] = [
  {
    name: { en: 'HTTP', uk: 'HTTP' },
    note: {
      en: 'line and headers read, an id found',
      uk: 'рядок і заголовки прочитано, є id',
    },
    errors: [httpErrors.malformed],
  },
  {
    name: { en: 'open?', uk: 'приймаємо?' },
    note: { en: 'not while shutting down', uk: 'не тоді, коли сервіс зупиняється' },
    errors: [httpErrors.unavailable],
  },
  {
    name: { en: 'known?', uk: 'знайомий?' },
    note: { en: 'X-Custom-PSK, where values are set', uk: 'X-Custom-PSK, якщо його налаштовано' },
    errors: [httpErrors.routeUnknown],
  },
  {
    name: { en: 'not too often?', uk: 'не зачасто?' },
    note: { en: 'counted by address, before any token', uk: 'рахуємо за адресою, ще до токена' },
    errors: [httpErrors.tooManyRequests],
  },
];

/** What the checks are called in the picture. */
const CHECK_WORDS: Record<string, Omit<Station, 'errors'>> = {
  'api-key': {
    name: { en: 'API key', uk: 'ключ API' },
    note: { en: 'first of all under /api/admin/', uk: 'під /api/admin/ його питають першим' },
  },
  token: {
    name: { en: 'token', uk: 'токен' },
    note: { en: 'with everything that makes it invalid', uk: 'і все, через що він недійсний' },
  },
  scope: {
    name: { en: 'scope', uk: 'дозвіл' },
    note: { en: 'every one that the method needs', uk: 'кожен, якого вимагає метод' },
  },
  accept: {
    name: { en: 'Accept', uk: 'Accept' },
    note: { en: 'does the caller take JSON?', uk: 'чи приймає той, хто питає, JSON' },
  },
  body: {
    name: { en: 'body', uk: 'тіло' },
    note: { en: 'kind, then size, then strict JSON', uk: 'тип, тоді розмір, тоді строгий JSON' },
  },
  schema: {
    name: { en: 'schema', uk: 'схема' },
    note: { en: 'all its mistakes at once', uk: 'про всі помилки разом' },
  },
  idempotency: {
    name: { en: 'said before?', uk: 'уже питали?' },
    note: { en: 'the answer of this key comes again', uk: 'відповідь на цей ключ іде знову' },
  },
};

/** What follows, for a method with rules. */
const AFTER: readonly Station[] = [
  {
    name: { en: 'facts', uk: 'факти' },
    note: { en: 'one query for all rules', uk: 'один запит до бази для всіх правил' },
    errors: [],
  },
  {
    name: { en: 'rules', uk: 'правила' },
    note: { en: 'in order; the first that fails answers', uk: 'по черзі; відповідає перше порушене' },
    errors: [],
  },
  {
    name: { en: 'write', uk: 'запис' },
    note: {
      en: 'with its audit row, if the facts hold',
      uk: 'зі слідом у журналі, якщо факти ті самі',
    },
    errors: [],
  },
  {
    name: { en: 'answer', uk: 'відповідь' },
    note: { en: 'when the commit is on disk', uk: 'коли все вже на диску' },
    errors: [],
  },
];

const RULE_STATUSES = '404 409 422';
const ROW = 58;
const BOX = { x: 8, width: WIDTH - 136, height: 44 };

const WORDS = {
  title: { en: 'The life of a request', uk: 'Шлях запиту' },
  description: {
    en: 'Stations from above, each with the statuses of its refusals. ',
    uk: 'Станції згори вниз, кожна зі статусами своїх відмов. ',
  },
};

/** The stations of a request in the order in which they can refuse it. */
export async function requestLife(language: Language): Promise<string> {
  const stations = [
    ...BEFORE,
    ...CHECKS.map(({ id, errors }) => {
      const words = CHECK_WORDS[id];
      if (words === undefined) throw new Error(`the picture of a request has no words for the check ${id}`);
      return { ...words, errors };
    }),
    ...AFTER,
  ].map(({ name, note, errors }) => ({
    name: name[language],
    note: note[language],
    statuses:
      name === AFTER[1]?.name ? RULE_STATUSES : [...new Set(errors.map(({ status }) => status))].join(' '),
  }));
  const told = stations.map(({ name, note, statuses }) => `${name}: ${note}${statuses && ` (${statuses})`}`);
  return picture(
    {
      title: WORDS.title[language],
      description: `${WORDS.description[language]}${told.join('; ')}.`,
      language,
      height: stations.length * ROW + 8,
    },
    stations.flatMap((station, at) => drawStation(station, 8 + at * ROW, at === stations.length - 1)),
  );
}

type Drawn = { name: string; note: string; statuses: string };

function drawStation({ name, note, statuses }: Drawn, y: number, isLast: boolean): string[] {
  const { x, width, height } = BOX;
  const [first = '', ...rest] = lines(note, width - 24, 'small');
  if (rest.length > 0) throw new Error(`the picture of a request has no room for "${note}"`);
  return [
    box(x, y, width, height, isLast ? 'good' : 'box'),
    label(x + 12, y + 19, name, 'strong'),
    label(x + 12, y + 36, first, 'small'),
    ...(isLast ? [] : [arrow(`M${x + 20} ${y + height}V${y + ROW - 1}`)]),
    ...(statuses === ''
      ? []
      : [
          arrow(`M${x + width} ${y + height / 2}H${x + width + 22}`),
          label(x + width + 28, y + height / 2 + 5, statuses, 'small code refusal'),
        ]),
  ];
}
