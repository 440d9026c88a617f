import type { OperationId } from './calls.ts';
import { CallError, failed } from './failures.ts';
import type { Client, Operation, Request, Result, Success } from './types.ts';

/** A method whose `data` is a list. */
export type ListId = {
  [Id in OperationId]: Success<Id>['data'] extends readonly unknown[] ? Id : never;
}[OperationId];
export type ItemOf<Id extends ListId> = Success<Id>['data'] extends readonly (infer Item)[] ? Item : never;

/** So many pages in a row without a new entry, and nobody wants to wait for the next. */
const MAX_STALE = 100;

type Query = Record<string, unknown>;
type AnyList = (client: Client, request: { query: Query }) => Promise<Result<ListId>>;
type Paging = {
  page_number: number;
  page_size: number;
  total_entries: number | null;
  total_pages: number | null;
};

/**
 * The pages of a list, each asked for when it is wanted; the last is the first that failed, if one did. Also where
 * entries appear or go meanwhile, none is given twice; and where one has gone, those that moved up to a page that has
 * been read are fetched from there. (Of a list without a total nobody can tell that, so there it is as it comes.)
 */
export async function* pages<Id extends ListId>(
  list: Operation<Id>,
  client: Client,
  request: Partial<Request<Id>> = {},
): AsyncGenerator<Result<Id>, void, undefined> {
  const { query: asked = {} } = request as { query?: Query };
  const given = new Set<string>();
  let total = Number.NEGATIVE_INFINITY;
  let query: Query | undefined = asked;
  let stale = 0;
  while (query !== undefined) {
    const answer = await (list as unknown as AnyList)(client, { ...request, query });
    if (!answer.ok) return yield answer as Result<Id>;
    const unintelligible = (what: string) =>
      failed('unintelligible', `No answer of this API: ${what}`, { status: answer.status }) as Result<Id>;
    if (!Array.isArray(answer.data)) return yield unintelligible('no list');
    const fresh = (answer.data as unknown[]).filter((entry) => given.size < given.add(keyOf(entry)).size);
    stale = fresh.length > 0 ? 0 : stale + 1;
    if (stale > MAX_STALE) return yield unintelligible('a list without an end');
    yield { ...answer, data: fresh } as unknown as Result<Id>;
    const { paging } = answer as { paging?: Paging };
    query = paging === undefined ? queryBehind(answer, query) : pageBehind(paging, query, total);
    total = paging?.total_entries ?? total;
  }
}

/** The entries of all pages. @throws CallError where a page fails */
export async function* items<Id extends ListId>(
  list: Operation<Id>,
  client: Client,
  request: Partial<Request<Id>> = {},
): AsyncGenerator<ItemOf<Id>, void, undefined> {
  for await (const page of pages(list, client, request)) yield* orThrow(page).data as ItemOf<Id>[];
}

/** The answer of a call that succeeded. @throws CallError for another */
export function orThrow<Id extends OperationId>(result: Result<Id>): Success<Id> {
  if (result.ok) return result as Success<Id>;
  throw new CallError((result as { error: CallError['error'] }).error);
}

const keyOf = (entry: unknown): string => (entry as { id?: string } | null)?.id ?? JSON.stringify(entry);

/** @param before how many entries there were when the page before was read */
function pageBehind(paging: Paging, query: Query, before: number): Query | undefined {
  const { page_number: at, page_size: size, total_entries: total, total_pages: last } = paging;
  const wanted = Number(query.page ?? 1);
  // Pages that were read have got new entries at their ends.
  const gone = total === null ? 0 : before - total;
  if (gone > 0) return { ...query, page: Math.max(1, Math.min(wanted, at) - Math.ceil(gone / size)) };
  // Beyond the last page the service gives the last again.
  const isLast = at < wanted || (last !== null && wanted >= last);
  return isLast ? undefined : { ...query, page: wanted + 1 };
}

/** Of a list with a cursor: what its answer names, and of events the id of the last, behind which the next begin. */
function queryBehind({ next, data }: Success<ListId>, query: Query): Query | undefined {
  if (next !== undefined)
    return JSON.stringify(next) === JSON.stringify(query) ? undefined : { ...query, ...next };
  const { id } = ((data as unknown[]).at(-1) ?? {}) as { id?: unknown };
  return typeof id === 'string' && id.startsWith('evt_') ? { ...query, after: id } : undefined;
}
