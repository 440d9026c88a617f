import type { Answer } from '../call.ts';
import { type Case, type Expected, type Scene, type SentRequest, single } from '../case.ts';
import { emptyList } from '../compare.ts';
import { notFound } from './literal.ts';
import { primaryOf } from './stored.ts';

type Shown = Record<string, unknown> & { id: string };
const listed = ({ body }: Answer) => ((body as { data?: Shown[] } | undefined)?.data ?? []) as Shown[];
const PATH = '/api/v2/legal_entities';
const get = (as: 'reader' | 'registry', path: SentRequest['path'] = PATH): SentRequest => ({
  method: 'GET',
  path,
  as,
});
const own = (scene: Scene) => primaryOf(scene, 'reader').legal_entity_id;
const stranger = (scene: Scene) => primaryOf(scene, 'stranger').legal_entity_id;
const all = (query: string, uk: string, passes: (shown: Shown) => boolean): Case =>
  single(
    `10/filter-${query.split('=')[0]}`,
    '`GET /api/v2/legal_entities{?id,edrpou,type,status,name,page,page_size}`',
    uk,
    get('registry', `${PATH}?${query}`),
    {
      status: 200,
      holds(answer) {
        const other = listed(answer).find((shown) => !passes(shown));
        if (listed(answer).length === 0) return 'expected some legal entities but the list is empty';
        return other === undefined ? undefined : `got ${JSON.stringify(other).slice(0, 300)}`;
      },
    },
  );
const OWN = "A legal entity's token sees its own, a token of client type NHS or MIS sees all.";
const NOT_FOUND: Expected = { status: 404, error: notFound('Legal entity not found') };

/** Legal entities: SPEC 10. */
export const legalEntityCases: readonly Case[] = [
  single(
    '10/own-alone',
    OWN,
    'Токен закладу бачить лише свій.',
    get('reader'),
    {
      status: 200,
      holds: (answer, scene) =>
        listed(answer).length === 1 && listed(answer)[0]?.id === own(scene)
          ? undefined
          : 'expected its own alone',
    },
    ['primary:reader', 'primary:stranger'],
  ),
  single(
    '10/foreign-not-found-by-id',
    OWN,
    'Чужого за фільтром не видно.',
    get('reader', (scene) => `${PATH}?id=${stranger(scene)}`),
    { status: 200, data: emptyList },
    ['primary:reader', 'primary:stranger'],
  ),
  single(
    '10/foreign',
    OWN,
    'Чужий заклад: 404.',
    get('reader', (scene) => `${PATH}/${stranger(scene)}`),
    NOT_FOUND,
    ['primary:reader', 'primary:stranger'],
  ),
  single(
    '10/missing',
    OWN,
    'Такого закладу немає: 404.',
    get('reader', ({ uuid }) => `${PATH}/${uuid}`),
    NOT_FOUND,
  ),
  single(
    '10/details',
    'A `license` object (the primary one) is part of the details.',
    'У закладу показано основну ліцензію.',
    get('reader', (scene) => `${PATH}/${own(scene)}`),
    {
      status: 200,
      holds: ({ body }, scene) =>
        (body as { data?: { license?: Shown } })?.data?.license?.id === primaryOf(scene, 'reader').id
          ? undefined
          : 'expected its primary licence as `license`',
    },
    ['primary:reader', 'primary:stranger'],
  ),
  single('10/all', OWN, 'Токен НСЗУ бачить усіх.', get('registry'), {
    status: 200,
    holds: (answer) => (listed(answer).length > 1 ? undefined : 'expected more than one'),
  }),
  single(
    '10/of-any',
    OWN,
    'Токен НСЗУ бачить будь-який заклад.',
    get('registry', (scene) => `${PATH}/${own(scene)}`),
    { status: 200 },
    ['primary:reader', 'primary:stranger'],
  ),
  all('status=CLOSED', 'Фільтр status.', ({ status }) => status === 'CLOSED'),
  all('type=PRIMARY_CARE', 'Фільтр type.', ({ type }) => type === 'PRIMARY_CARE'),
  single('10/paging', 'Paged as in 2.', 'Список має сторінки.', get('registry', `${PATH}?page_size=1`), {
    status: 200,
    holds: (answer) =>
      listed(answer).length === 1 &&
      (answer.body as { paging?: { page_size?: number } }).paging?.page_size === 1
        ? undefined
        : 'expected a page of one',
  }),
];
