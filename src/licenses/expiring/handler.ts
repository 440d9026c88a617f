import { pagingOf } from '../../api/query.ts';
import type { RequestContext } from '../../api/route.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { listExpiringLicenses } from './expiring.queries.ts';

/** Licences that need attention, the most urgent first. */
export async function getExpiringLicenses({ db, query }: RequestContext<never>): Promise<Answer> {
  const { rows, paging } = await listExpiringLicenses(db, pagingOf(query), [query.expires_before]);
  return { status: 200, data: rows, paging };
}
