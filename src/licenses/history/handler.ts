import type { Answer } from '../../api/answers.ts';
import { type PAGING_PARAMETERS, pagingOf, type QueryValues } from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules, type Rule } from '../../platform/errors/rules.ts';
import { isUuid } from '../../platform/json/validator.ts';
import type { Page } from '../../platform/paging.ts';
import { changesOf } from './changes.ts';
import {
  type AuditRow,
  licenseExists,
  listLicenseHistory,
  listOwnLicenseHistory,
  ownLicenseExists,
} from './history.queries.ts';
import { type HistoryFacts, licenseHistoryRules, ownLicenseHistoryRules } from './rules.ts';

type HistoryRequest = HandledRequest<{
  params: { id: string };
  query: QueryValues<typeof PAGING_PARAMETERS>;
}>;

/** Every change of one licence, oldest first, of whichever legal entity it is. */
export function getLicenseHistory(request: HistoryRequest, { db }: { db: Database }): Promise<Answer> {
  return answerHistory(request, licenseHistoryRules, {
    list: (page, id) => listLicenseHistory(db, page, [id]),
    exists: (id) => licenseExists(db, [id]),
  });
}

/** The same of a licence of the token's legal entity. A foreign licence and none at all are the same to the caller. */
export function getOwnLicenseHistory(request: HistoryRequest, { db }: { db: Database }): Promise<Answer> {
  const { clientId } = request.principal;
  return answerHistory(request, ownLicenseHistoryRules, {
    list: (page, id) => listOwnLicenseHistory(db, page, [id, clientId]),
    exists: (id) => ownLicenseExists(db, [id, clientId]),
  });
}

/** @param log.exists asked where nothing is found: a licence of a restored table has an empty history */
async function answerHistory(
  { params, query, observeRefusal }: HistoryRequest,
  rules: readonly Rule<HistoryFacts>[],
  log: {
    list(page: ReturnType<typeof pagingOf>, id: string): Promise<Page<AuditRow>>;
    exists(id: string): Promise<{ exists: boolean }[]>;
  },
): Promise<Answer> {
  const id = params.id.toLowerCase(); // the audit log keeps ids as PostgreSQL writes them
  const history = isUuid(id) ? await log.list(pagingOf(query), id) : null;
  const isKnown = history !== null && (history.rows.length > 0 || (await log.exists(id))[0]?.exists === true);
  enforceRules(rules, { isKnown }, observeRefusal);
  const { rows, paging } = history as Page<AuditRow>;
  return { data: rows.map(view), paging };
}

function view(row: AuditRow): object {
  const { inserted_at, actor_id, actor_email, client_id, request_id, action, changeset } = row;
  return {
    ...{ inserted_at, actor_id, actor_email, client_id, request_id, action },
    changes: changesOf(changeset),
  };
}
