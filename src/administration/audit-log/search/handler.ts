import type { Answer } from '../../../api/answers.ts';
import {
  PAGING_PARAMETERS,
  pagingOf,
  type QueryValues,
  TEXT_PARAMETER,
  UUID_PARAMETER,
} from '../../../api/query.ts';
import type { HandledRequest } from '../../../api/route.ts';
import { searchAuditLog } from '../../../audit/search.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { schemaInvalid } from '../../../platform/errors/http-errors.ts';

const FILTERS = {
  resource: TEXT_PARAMETER,
  resource_id: TEXT_PARAMETER,
  action: TEXT_PARAMETER,
  actor_id: UUID_PARAMETER,
  client_id: UUID_PARAMETER,
  request_id: TEXT_PARAMETER,
  from: { format: 'date-time' },
  to: { format: 'date-time' },
} as const;

export const PARAMETERS = {
  ...FILTERS,
  after: { pattern: '^[1-9][0-9]{0,17}$', means: 'id of a row' },
  limit: PAGING_PARAMETERS.page_size,
} as const;

/** No numbered pages: what they count would have to be read whole, and grows with every write. */
export async function searchAuditLogHandler(
  { query, origin }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const { limit, ...search } = query;
  const findings = await searchAuditLog(db, search, pagingOf({ page_size: limit }).pageSize);
  if (findings === undefined) throw unknownRow();
  const { entries, next } = findings;
  return { data: entries, ...(next === null ? {} : { headers: { link: linkTo(origin, query, next) } }) };
}

function unknownRow() {
  const rules = [{ rule: 'invalid', params: [], description: 'there is no such row in the audit log' }];
  return schemaInvalid([{ entry: '$.after', entry_type: 'query_parameter', rules }]);
}

/** The same search, from there on (RFC 8288). */
function linkTo(origin: string, query: QueryValues<typeof PARAMETERS>, after: string): string {
  const given = Object.entries({ ...query, after }).map(([name, value]) => [name, String(value)]);
  return `<${origin}/api/admin/audit_log?${new URLSearchParams(given)}>; rel="next"`;
}
