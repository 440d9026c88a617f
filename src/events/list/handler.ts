import type { Answer } from '../../api/answers.ts';
import { PAGING_PARAMETERS, pagingOf, type QueryValues } from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { schemaInvalid } from '../../platform/errors/http-errors.ts';
import { BEFORE_ALL_EVENTS, EVENT_ID_PATTERN, parseEventId, toEvent } from '../event.ts';
import { findEventHorizon, readEventRows } from '../events.queries.ts';

export const PARAMETERS = {
  after: { pattern: EVENT_ID_PATTERN, means: 'id of an event' },
  limit: PAGING_PARAMETERS.page_size,
} as const;

/** Events behind `after`, oldest first. No paging: pages would move, a cursor does not. */
export async function listEvents(
  { query }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const { transaction, id } = parseEventId(query.after ?? '') ?? BEFORE_ALL_EVENTS;
  const { pageSize } = pagingOf({ page_size: query.limit });
  const rows = await readEventRows(db, [transaction, id, pageSize]);
  if (rows.length === 0 && query.after !== undefined) await requireKnownPlace(db, transaction);
  return { data: rows.map(toEvent) };
}

/**
 * An event that was never given out belongs to a database that has been put back to an older state since. Whoever went on
 * from it would silently miss what happens until that number is reached again.
 */
async function requireKnownPlace(db: Database, transaction: string): Promise<void> {
  const [row] = await findEventHorizon(db, []);
  if (row === undefined || BigInt(transaction) <= BigInt(row.horizon)) return;
  const description = 'there is no such event, nor any after it: the database may have been restored';
  const rules = [{ rule: 'invalid', params: [], description }];
  throw schemaInvalid([{ entry: '$.after', entry_type: 'query_parameter', rules }]);
}
