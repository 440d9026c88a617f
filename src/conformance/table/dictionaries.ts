import { type Case, type Expected, type SentRequest, single } from '../case.ts';
import { anyText, emptyList, including } from '../compare.ts';

const get = (path: string): SentRequest => ({ method: 'GET', path });
const V1 = '/api/dictionaries';
const V2 = '/api/v2/dictionaries';
type Dictionary = Record<string, unknown> & { name?: string };
const one = (dictionary: unknown): Expected => ({ status: 200, data: [dictionary] });
const names = (...expected: string[]): Expected => ({
  status: 200,
  holds({ body }) {
    const got = ((body as { data?: Dictionary[] })?.data ?? []).map(({ name }) => name);
    return expected.every((name) => got.includes(name))
      ? undefined
      : `expected ${expected.join(', ')} but got ${got.join(', ')}`;
  },
});
const LICENSE_TYPE = {
  MSP: 'Заклад з надання медичних послуг',
  PHARMACY: 'Аптека',
  PHARMACY_DRUGS: 'Аптека (обіг наркотичних засобів, психотропних речовин і прекурсорів)',
};
const LEGAL_ENTITY_TYPE = {
  PRIMARY_CARE: 'Заклад з надання первинної медичної допомоги',
  OUTPATIENT: 'Заклад з надання спеціалізованої медичної допомоги',
  EMERGENCY: 'Заклад з надання екстреної медичної допомоги',
  PHARMACY: 'Аптека',
};
const value = (code: string, description: string) => ({
  code,
  description,
  is_active: true,
  child_values: [],
});
const VALUES = 'The table of dictionaries and their values.';
const FIRST = '`GET /api/dictionaries{?name,is_active}`';
const SECOND = '`GET /api/v2/dictionaries{?name,is_active,value_code,value_is_active}`';

/** Dictionaries: SPEC 9. */
export const dictionaryCases: readonly Case[] = [
  single(
    '9/names',
    `${FIRST} → a list.`,
    'Є обидва довідники.',
    get(V1),
    names('LICENSE_TYPE', 'LEGAL_ENTITY_TYPE_V2'),
  ),
  single(
    '9/license-type',
    VALUES,
    'Значення LICENSE_TYPE.',
    get(`${V1}?name=LICENSE_TYPE`),
    one({ name: 'LICENSE_TYPE', values: LICENSE_TYPE, labels: ['SYSTEM', 'EXTERNAL'], is_active: true }),
  ),
  single(
    '9/legal-entity-type',
    VALUES,
    'Значення LEGAL_ENTITY_TYPE_V2.',
    get(`${V1}?name=LEGAL_ENTITY_TYPE_V2`),
    one(including({ name: 'LEGAL_ENTITY_TYPE_V2', values: LEGAL_ENTITY_TYPE })),
  ),
  single(
    '9/second-version',
    `${SECOND} → values as a list.`,
    'Друга версія: значення списком.',
    get(`${V2}?name=LICENSE_TYPE`),
    one({
      name: 'LICENSE_TYPE',
      description: anyText,
      values: Object.entries(LICENSE_TYPE).map(([code, text]) => value(code, text)),
      labels: ['SYSTEM', 'EXTERNAL'],
      is_active: true,
    }),
  ),
  single(
    '9/value-code',
    SECOND,
    'Фільтр value_code.',
    get(`${V2}?name=LICENSE_TYPE&value_code=MSP`),
    one(including({ name: 'LICENSE_TYPE', values: [value('MSP', LICENSE_TYPE.MSP)] })),
  ),
  single(
    '9/unknown-name',
    FIRST,
    'Невідома назва: порожній список.',
    get(`${V1}?name=NOTHING_OF_THIS_NAME`),
    { status: 200, data: emptyList },
  ),
  single('9/name-exact', FIRST, 'Назву порівнюють літера в літеру.', get(`${V1}?name=license_type`), {
    status: 200,
    data: emptyList,
  }),
  single(
    '9/is-active',
    FIRST,
    'Фільтр is_active=true.',
    get(`${V1}?is_active=true`),
    names('LICENSE_TYPE', 'LEGAL_ENTITY_TYPE_V2'),
  ),
  single('9/is-active-other', FIRST, 'is_active не true й не false: 422.', get(`${V1}?is_active=1`), {
    status: 422,
  }),
  single('9/no-paging', 'No token, no paging.', 'Без сторінок.', get(V2), {
    status: 200,
    holds: ({ body }) => (Object.hasOwn((body ?? {}) as object, 'paging') ? 'expected no paging' : undefined),
  }),
];
