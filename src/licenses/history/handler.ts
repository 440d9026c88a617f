import type { Answer } from '../../api/answers.ts';
import { type PAGING_PARAMETERS, pagingOf, type QueryValues } from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { isUuid } from '../../platform/json/validator.ts';
import type { Page } from '../../platform/paging.ts';
import { changesOf } from './changes.ts';
import { type AuditRow, licenseExists, listLicenseHistory } from './history.queries.ts';
import { licenseHistoryRules } from './rules.ts';

/** Every change of one licence, oldest first, of whichever legal entity it is. */
export async function getLicenseHistory(
  {
    params,
    query,
    observeRefusal,
  }: HandledRequest<{ params: { id: string }; query: QueryValues<typeof PAGING_PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const id = params.id.toLowerCase(); // the audit log keeps ids as PostgreSQL writes them
  const history = isUuid(id) ? await listLicenseHistory(db, pagingOf(query), [id]) : null;
  const isKnown = history !== null && (history.rows.length > 0 || (await exists(db, id)));
  enforceRules(licenseHistoryRules, { isKnown }, observeRefusal);
  const { rows, paging } = history as Page<AuditRow>;
  return { data: rows.map(view), paging };
}

/** A licence that came without an audit row, as by a restored table, has an empty history. */
async function exists(db: Database, id: string): Promise<boolean> {
  const [row] = await licenseExists(db, [id]);
  return row?.exists === true;
}

function view({ inserted_at, actor_id, client_id, request_id, action, changeset }: AuditRow): object {
  return { inserted_at, actor_id, client_id, request_id, action, changes: changesOf(changeset) };
}
