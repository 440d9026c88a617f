import type { Answer } from '../call.ts';
import {
  type Case,
  type Expected,
  type Extra,
  type SentRequest,
  type ShownLicense,
  single,
} from '../case.ts';
import { emptyList } from '../compare.ts';
import { LICENSES } from './bodies.ts';
import { format, inclusion, LICENSE_TYPES, notFound, ofQuery, schemaError } from './literal.ts';
import { additionalOf, LICENSE_KEYS, primaryOf } from './stored.ts';

export const listed = ({ body }: Answer) =>
  ((body as { data?: ShownLicense[] } | undefined)?.data ?? []) as ShownLicense[];
export const list = (path: SentRequest['path'] = LICENSES): SentRequest => ({
  method: 'GET',
  path,
  as: 'reader',
});

/** Every licence in the list passes, and there are some. */
export const all = (says: string, passes: (license: ShownLicense) => boolean): Expected => ({
  status: 200,
  holds(answer) {
    const rows = listed(answer);
    if (rows.length === 0) return 'expected some licences but the list is empty';
    const other = rows.find((license) => !passes(license));
    return other === undefined
      ? undefined
      : `expected ${says} but got ${JSON.stringify(other).slice(0, 300)}`;
  },
});
const refused = (entry: string, rule: unknown): Expected => ({
  status: 422,
  error: schemaError(ofQuery(entry, rule)),
});
const FILTERS = 'Filters are exact and combined with AND.';
const filtered = (
  id: string,
  uk: string,
  path: SentRequest['path'],
  expected: Expected,
  needs: Extra[] = [],
) => single(`5/${id}`, FILTERS, uk, list(path), expected, needs);
const onlyAdditional: Expected = {
  status: 200,
  holds: (answer, scene) =>
    listed(answer).length === 1 && listed(answer)[0]?.id === additionalOf(scene, 'reader').id
      ? undefined
      : `expected that one licence but got ${listed(answer).length}`,
};
const NOTHING: Expected = { status: 200, data: emptyList };
export const NOT_FOUND: Expected = { status: 404, error: notFound('License was not found') };
const SAME_BYTES = 'A foreign, inactive or missing one → 404 `License was not found`, the same bytes.';

/** Get licences: SPEC 5. */
export const readCases: readonly Case[] = [
  single(
    '5/own-alone',
    "Rows with `is_active` of the token's legal entity.",
    'У списку лише ліцензії закладу токена.',
    list(),
    {
      status: 200,
      holds: (answer) =>
        new Set(listed(answer).map(({ legal_entity_id }) => legal_entity_id)).size === 1
          ? undefined
          : 'expected licences of one legal entity',
    },
  ),
  single(
    '5/primary-and-additional',
    'Primary and additional.',
    'У списку є і основна, і додаткові.',
    list(),
    {
      status: 200,
      holds: (answer) =>
        new Set(listed(answer).map(({ is_primary }) => is_primary)).size === 2
          ? undefined
          : 'expected primary and additional licences',
    },
    ['additional:reader', 'primary:reader'],
  ),
  single(
    '5/expired-too',
    'Expired ones too.',
    'Прострочені теж у списку.',
    { ...list(), as: 'expiredHolder' },
    {
      status: 200,
      holds: (answer, { today }) =>
        listed(answer).some(({ expiry_date }) => typeof expiry_date === 'string' && expiry_date < today)
          ? undefined
          : 'expected an expired licence among them',
    },
  ),
  single(
    '5/inactive-not',
    'Rows with `is_active`.',
    'Неактивної в списку немає.',
    list(),
    all('active ones', ({ is_active }) => is_active === true),
  ),
  single(
    '5/inactive-not-by-id',
    'Rows with `is_active`.',
    'Неактивної немає й за її id.',
    list(({ inactiveLicense }) => `${LICENSES}?id=${inactiveLicense}`),
    NOTHING,
    ['inactive-license'],
  ),
  single(
    '5/keys',
    '`data` = list of the 17 keys.',
    'Ліцензія має 17 полів у цьому порядку.',
    list(),
    all('the 17 keys in their order', (license) => Object.keys(license).join() === LICENSE_KEYS.join()),
  ),
  single(
    '5/timestamps',
    '**Timestamps** are ISO 8601 in UTC with `Z`.',
    'Час записано за UTC із Z.',
    list(),
    all('timestamps in UTC with Z', ({ inserted_at, updated_at }) =>
      [inserted_at, updated_at].every((each) =>
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(each)),
      ),
    ),
  ),
  single(
    '5/dates',
    '**Dates** are `YYYY-MM-DD`.',
    'Дати записано як РРРР-ММ-ДД.',
    list(),
    all('dates YYYY-MM-DD', ({ issued_date, active_from_date }) =>
      [issued_date, active_from_date].every((each) => /^\d{4}-\d\d-\d\d$/.test(String(each))),
    ),
  ),
  filtered(
    'filter-id',
    'Фільтр id.',
    (scene) => `${LICENSES}?id=${additionalOf(scene, 'reader').id}`,
    onlyAdditional,
    ['additional:reader'],
  ),
  filtered(
    'filter-id-foreign',
    'Чужої ліцензії за id не знайти.',
    (scene) => `${LICENSES}?id=${additionalOf(scene, 'neighbour').id}`,
    NOTHING,
    ['additional:neighbour'],
  ),
  filtered(
    'filter-type',
    'Фільтр type.',
    `${LICENSES}?type=PHARMACY_DRUGS`,
    all('type PHARMACY_DRUGS', ({ type }) => type === 'PHARMACY_DRUGS'),
  ),
  filtered(
    'filter-primary',
    'Фільтр is_primary=true.',
    `${LICENSES}?is_primary=true`,
    all('primary ones', ({ is_primary }) => is_primary === true),
  ),
  filtered(
    'filter-additional',
    'Фільтр is_primary=false.',
    `${LICENSES}?is_primary=false`,
    all('additional ones', ({ is_primary }) => is_primary === false),
  ),
  filtered(
    'filter-number',
    'Фільтр license_number.',
    (scene) =>
      `${LICENSES}?license_number=${encodeURIComponent(String(additionalOf(scene, 'reader').license_number))}`,
    onlyAdditional,
    ['additional:reader'],
  ),
  filtered(
    'filter-number-part',
    'Частини номера не досить.',
    (scene) =>
      `${LICENSES}?license_number=${encodeURIComponent(String(additionalOf(scene, 'reader').license_number).slice(0, -1))}`,
    NOTHING,
    ['additional:reader'],
  ),
  filtered(
    'filter-number-in-other-case',
    'Номер порівнюють літера в літеру.',
    (scene) =>
      `${LICENSES}?license_number=${encodeURIComponent(String(additionalOf(scene, 'reader').license_number).toLowerCase())}`,
    NOTHING,
    ['additional:reader'],
  ),
  filtered(
    'filters-together',
    'Фільтри поєднано через «і».',
    (scene) => `${LICENSES}?id=${additionalOf(scene, 'reader').id}&is_primary=true`,
    NOTHING,
    ['additional:reader'],
  ),
  single(
    '5/no-match',
    'No match: empty list.',
    'Нічого не знайдено: порожній список.',
    list(({ uuid }) => `${LICENSES}?id=${uuid}`),
    NOTHING,
  ),
  single(
    '5/id-not-uuid',
    '`id` must be a uuid (422 otherwise).',
    'id не uuid: 422.',
    list(`${LICENSES}?id=17`),
    refused('$.id', format),
  ),
  single(
    '5/is-primary-other',
    '`is_primary` `true` or `false` (422 otherwise).',
    'is_primary не true й не false: 422.',
    list(`${LICENSES}?is_primary=1`),
    refused('$.is_primary', inclusion(['true', 'false'])),
  ),
  single(
    '5/type-unknown',
    '`type` a value of LICENSE_TYPE (422 otherwise).',
    'type не з довідника: 422.',
    list(`${LICENSES}?type=DENTAL`),
    refused('$.type', inclusion(LICENSE_TYPES)),
  ),
  single(
    '5/unknown-parameter',
    'An unknown query parameter is ignored.',
    'На невідомий параметр не зважають.',
    list(`${LICENSES}?colour=green&colour=red`),
    { status: 200 },
  ),
  single(
    '5/one',
    '`GET /api/licenses/{id}` → 200 with the 17 keys and an `ETag`.',
    'Одна ліцензія: 200, 17 полів, ETag.',
    list((scene) => `${LICENSES}/${additionalOf(scene, 'reader').id}`),
    {
      status: 200,
      headers: { etag: /./ },
      holds: ({ body }) =>
        Object.keys((body as { data?: object })?.data ?? {}).join() === LICENSE_KEYS.join()
          ? undefined
          : 'expected the 17 keys in their order',
    },
    ['additional:reader'],
  ),
  single(
    '5/one-primary',
    '`GET /api/licenses/{id}` → 200.',
    'Основну теж можна прочитати.',
    list((scene) => `${LICENSES}/${primaryOf(scene, 'reader').id}`),
    { status: 200 },
    ['primary:reader'],
  ),
  single(
    '5/one-missing',
    SAME_BYTES,
    'Такої немає: 404.',
    list(({ uuid }) => `${LICENSES}/${uuid}`),
    NOT_FOUND,
  ),
  single('5/one-not-uuid', SAME_BYTES, 'id не uuid: 404.', list(`${LICENSES}/17`), NOT_FOUND),
  single(
    '5/one-foreign',
    SAME_BYTES,
    'Чужа: 404, наче її немає.',
    list((scene) => `${LICENSES}/${additionalOf(scene, 'neighbour').id}`),
    NOT_FOUND,
    ['additional:neighbour'],
  ),
  single(
    '5/one-inactive',
    SAME_BYTES,
    'Неактивна: 404, наче її немає.',
    list(({ inactiveLicense }) => `${LICENSES}/${inactiveLicense}`),
    NOT_FOUND,
    ['inactive-license'],
  ),
];
