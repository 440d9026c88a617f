import { pagingOf } from '../../api/query.ts';
import type { RequestContext } from '../../api/route.ts';
import type { Page } from '../../platform/database/paged.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { changesOf } from './changes.ts';
import { type AuditRow, licenseExists, listLicenseHistory } from './history.queries.ts';
import { licenseHistoryRules } from './rules.ts';

/** Every change of one licence, oldest first, of whichever legal entity it is. */
export async function getLicenseHistory(context: RequestContext<never>): Promise<Answer> {
  const { db, params, query, observeRefusal } = context;
  const id = (params.id as string).toLowerCase(); // the audit log keeps ids as PostgreSQL writes them
  const history = isUuid(id) ? await listLicenseHistory(db, pagingOf(query), [id]) : null;
  const isKnown = history !== null && (history.rows.length > 0 || (await exists(context, id)));
  enforceRules(licenseHistoryRules, { isKnown }, observeRefusal);
  const { rows, paging } = history as Page<AuditRow>;
  return { status: 200, data: rows.map(view), paging };
}

/** A licence that came without an audit row, as by a restored table, has an empty history. */
async function exists({ db }: RequestContext<never>, id: string): Promise<boolean> {
  const [row] = await licenseExists(db, [id]);
  return row?.exists === true;
}

function view({ inserted_at, actor_id, client_id, request_id, action, changeset }: AuditRow): object {
  return { inserted_at, actor_id, client_id, request_id, action, changes: changesOf(changeset) };
}
