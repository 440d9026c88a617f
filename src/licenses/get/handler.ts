import type { Answer } from '../../platform/http/envelope.ts';
import { pagingOf } from '../../platform/http/query.ts';
import type { RequestContext } from '../../platform/http/route.ts';
import { listLicenses } from './get.queries.ts';

/** SPEC 5. The legal entity is the token's, whatever the filters say. */
export async function getLicenses({ db, principal, query }: RequestContext<never>): Promise<Answer> {
  const { rows, paging } = await listLicenses(db, pagingOf(query), [
    principal.clientId,
    query.id ?? null,
    query.license_number ?? null,
    query.type ?? null,
    query.is_primary ?? null,
  ]);
  return { status: 200, data: rows, paging };
}
