import type { Answer } from '../api/answers.ts';
import { BOOLEAN_PARAMETER, type QueryValues, TEXT_PARAMETER } from '../api/query.ts';
import type { HandledRequest } from '../api/route.ts';
import { etagOf } from '../platform/http/conditional.ts';
import type { Dictionaries } from './dictionaries.ts';
import { selectDictionaries, selectValues, viewV1, viewV2 } from './view.ts';

export const PARAMETERS = { name: TEXT_PARAMETER, is_active: BOOLEAN_PARAMETER } as const;
export const PARAMETERS_V2 = {
  ...PARAMETERS,
  value_code: TEXT_PARAMETER,
  value_is_active: BOOLEAN_PARAMETER,
} as const;

type Asked<Parameters extends typeof PARAMETERS> = HandledRequest<{ query: QueryValues<Parameters> }, object>;
type Services = { dictionaries: Dictionaries };

/** Anybody may keep the answer, and asks each time whether it still holds: that costs a 304. */
const CACHE_CONTROL = 'public, no-cache';

export async function getDictionaries(
  { query }: Asked<typeof PARAMETERS>,
  { dictionaries }: Services,
): Promise<Answer> {
  return cacheable(selectDictionaries(await dictionaries.all(), query).map(viewV1));
}

export async function getDictionariesV2(
  { query }: Asked<typeof PARAMETERS_V2>,
  { dictionaries }: Services,
): Promise<Answer> {
  const selected = selectDictionaries(await dictionaries.all(), query);
  return cacheable(selectValues(selected, query).map(viewV2));
}

/** The tag is of `data`: `meta` differs from answer to answer by its request id. */
function cacheable(data: object[]): Answer {
  return { data, headers: { etag: etagOf(JSON.stringify(data)), 'cache-control': CACHE_CONTROL } };
}
