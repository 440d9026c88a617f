import type { Answer } from '../../api/answers.ts';
import { PAGING_PARAMETERS, pagingOf, type QueryValues } from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { listExpiringLicenses } from './expiring.queries.ts';

export const PARAMETERS = {
  expires_before: { format: 'date', required: true },
  ...PAGING_PARAMETERS,
} as const;

/** Licences that need attention, the most urgent first. */
export async function getExpiringLicenses(
  { query }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const { rows, paging } = await listExpiringLicenses(db, pagingOf(query), [query.expires_before]);
  return { data: rows, paging };
}
