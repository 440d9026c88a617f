import { createHash } from 'node:crypto';
import type { RequestContext } from '../api/route.ts';
import type { Answer } from '../platform/http/envelope.ts';
import { selectDictionaries, selectValues, viewV1, viewV2 } from './view.ts';

/** Anybody may keep the answer, and asks each time whether it still holds: that costs a 304. */
const CACHE_CONTROL = 'public, no-cache';

export async function getDictionaries({ dictionaries, query }: RequestContext<never>): Promise<Answer> {
  return cacheable(selectDictionaries(await dictionaries.all(), query).map(viewV1));
}

export async function getDictionariesV2({ dictionaries, query }: RequestContext<never>): Promise<Answer> {
  const selected = selectDictionaries(await dictionaries.all(), query);
  return cacheable(selectValues(selected, query).map(viewV2));
}

/** The tag is of `data`: `meta` differs from answer to answer by its request id. */
function cacheable(data: object[]): Answer {
  const etag = `"${createHash('sha256').update(JSON.stringify(data)).digest('base64url')}"`;
  return { status: 200, data, headers: { etag, 'cache-control': CACHE_CONTROL } };
}
