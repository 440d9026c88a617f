import { type Case, type Expected, type Scene, type SentRequest, single } from '../case.ts';
import { emptyList } from '../compare.ts';
import { LICENSES } from './bodies.ts';
import { format, type InvalidItem, schemaError } from './literal.ts';

const list = (query: SentRequest['path']): SentRequest => ({
  method: 'GET',
  path: query,
  as: 'reader',
});
const at = (query: string) => list(`${LICENSES}${query}`);
const refusedParameter = (entry: string, rule: unknown): Expected => ({
  status: 422,
  error: schemaError({ entry, entry_type: 'query_parameter', rules: [rule] } as InvalidItem),
});
const invalidNumber = (id: string, uk: string, name: 'page' | 'page_size', text: string): Case =>
  single(
    `2/${id}`,
    'A value that is not a positive integer → 422, entry_type `query_parameter`, entry `$.page`.',
    uk,
    at(`?${name}=${text}`),
    refusedParameter(`$.${name}`, format),
  );
/** The same, whatever the rule that says it. */
const twice = (name: string, value: string): Case =>
  single(
    `2/${name.replace('_', '-')}-twice`,
    'Any known query parameter given twice → 422.',
    `Параметр ${name}, поданий двічі: 422.`,
    at(`?${name}=${value}&${name}=${value}`),
    {
      status: 422,
      holds({ body }) {
        const [first] = (body as { error?: { invalid?: InvalidItem[] } })?.error?.invalid ?? [];
        return first?.entry === `$.${name}` && first.entry_type === 'query_parameter'
          ? undefined
          : `expected the entry $.${name}, entry_type query_parameter`;
      },
    },
  );

type Page = { paging?: Record<string, unknown>; data?: { id: string; inserted_at: string }[] };
const pageOf = (body: unknown) => (body ?? {}) as Page;
const count = (scene: Scene) => scene.licenses('reader').length;
const sized = (id: string, uk: string, query: string, size: number): Case =>
  single(
    `2/${id}`,
    'Query `page` (from 1) and `page_size` (default 50, values above 300 are clamped to 300).',
    uk,
    at(query),
    {
      status: 200,
      holds: ({ body }) =>
        pageOf(body).paging?.page_size === size
          ? undefined
          : `expected page_size ${size} but got ${JSON.stringify(pageOf(body).paging)}`,
    },
  );

const WALK = 'Order: ascending by `inserted_at`, then `id`.';

/** Paging of SPEC 2. */
export const listCases: readonly Case[] = [
  single(
    '2/paging',
    'Lists add `"paging"`: `{"page_number","page_size","total_entries","total_pages"}`.',
    'Список має paging із чотирма полями.',
    at(''),
    {
      status: 200,
      holds({ body }, scene) {
        const expected = { page_number: 1, page_size: 50, total_entries: count(scene), total_pages: 1 };
        const { paging = {} } = pageOf(body);
        const isSame =
          Object.keys(paging).length === 4 &&
          Object.entries(expected).every(([name, value]) => paging[name] === value);
        return isSame ? undefined : `expected ${JSON.stringify(expected)} but got ${JSON.stringify(paging)}`;
      },
    },
  ),
  single(
    '2/paging-of-nothing',
    '`total_pages` ≥ 1.',
    'Порожній список теж має одну сторінку.',
    list(({ uuid }) => `${LICENSES}?id=${uuid}`),
    {
      status: 200,
      data: emptyList,
      paging: { page_number: 1, page_size: 50, total_entries: 0, total_pages: 1 },
    },
  ),
  sized('page-size-default', 'Без page_size сторінка має 50 записів.', '', 50),
  sized('page-size-largest', 'page_size=300 дозволено.', '?page_size=300', 300),
  sized('page-size-clamped', 'page_size понад 300 зменшено до 300.', '?page_size=301', 300),
  sized('page-size-huge', 'Хоч яке велике page_size, сторінка має 300.', `?page_size=${'9'.repeat(30)}`, 300),
  single(
    '2/page-beyond-last',
    'A page beyond the last returns the last.',
    'Сторінка за останньою: дано останню.',
    at('?page=1000000&page_size=1'),
    {
      status: 200,
      holds({ body }, scene) {
        const { paging, data } = pageOf(body);
        if (paging?.page_number !== count(scene) || paging.total_pages !== count(scene))
          return `expected page ${count(scene)} of ${count(scene)} but got ${JSON.stringify(paging)}`;
        return data?.length === 1 && data[0]?.id === scene.licenses('reader').at(-1)?.id
          ? undefined
          : 'what it lists is not the last licence';
      },
    },
  ),
  {
    id: '2/page-order',
    sentence: WALK,
    uk: 'Порядок: за часом внесення, тоді за id; сторінки накривають список один раз.',
    steps: [
      { request: at('?page=1&page_size=1'), expected: { status: 200 } },
      { request: at('?page=2&page_size=1'), expected: { status: 200 } },
      {
        request: at(''),
        expected: {
          status: 200,
          holds({ body }, { answers }) {
            const all = pageOf(body).data ?? [];
            const walked = answers.slice(0, 2).flatMap((answer) => pageOf(answer.body).data ?? []);
            const sorted = all.toSorted((one, other) =>
              [one.inserted_at, one.id].join() < [other.inserted_at, other.id].join() ? -1 : 1,
            );
            if (sorted.some(({ id }, index) => id !== all[index]?.id)) return 'the list is not in this order';
            return walked.length === 2 && walked.every(({ id }, index) => id === all[index]?.id)
              ? undefined
              : 'pages of one licence are not the slices of the whole list';
          },
        },
      },
    ],
  },
  invalidNumber('page-zero', 'page=0: 422.', 'page', '0'),
  invalidNumber('page-negative', 'page=-1: 422.', 'page', '-1'),
  invalidNumber('page-fraction', 'page=1.5: 422.', 'page', '1.5'),
  invalidNumber('page-word', 'page=x: 422.', 'page', 'x'),
  invalidNumber('page-empty', 'page без значення: 422.', 'page', ''),
  invalidNumber('page-with-blank', 'Пробіл перед числом не обрізають: 422.', 'page', '%201'),
  invalidNumber('page-size-zero', 'page_size=0: 422.', 'page_size', '0'),
  invalidNumber('page-size-exponent', 'page_size=1e2: 422.', 'page_size', '1e2'),
  twice('page', '1'),
  twice('page_size', '1'),
  twice('type', 'MSP'),
  single(
    '2/search-words',
    'A search has at most 8 distinct words (422, rule `length`).',
    'У пошуку щонайбільше 8 різних слів.',
    {
      method: 'GET',
      path: '/api/v2/legal_entities?name=one+two+three+four+five+six+seven+eight+nine',
      as: 'registry',
    },
    {
      status: 422,
      holds: ({ body }) =>
        ((body as { error?: { invalid?: { rules?: { rule?: string }[] }[] } })?.error?.invalid?.[0]
          ?.rules?.[0]?.rule ?? '') === 'length'
          ? undefined
          : 'expected rule length',
    },
  ),
];
