import type { Answer } from '../../api/answers.ts';
import {
  BOOLEAN_PARAMETER,
  PAGING_PARAMETERS,
  pagingOf,
  type QueryValues,
  UUID_PARAMETER,
} from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { pageOf } from '../../platform/paging.ts';
import { findLicenses } from '../get/get.queries.ts';
import { type ExpiringFilter, expiringLicenses } from './across.queries.ts';

export const PARAMETERS = {
  legal_entity_id: UUID_PARAMETER,
  type: { dictionary: 'LICENSE_TYPE' },
  is_primary: BOOLEAN_PARAMETER,
  expires_before: { format: 'date' },
  ...PAGING_PARAMETERS,
} as const;
const FILTERS: readonly ExpiringFilter[] = ['type', 'is_primary'];
type Query = QueryValues<typeof PARAMETERS>;

/** SPEC 5, across legal entities: of one the primary licence first, of all the most urgent. */
export async function getLicensesAcross(
  { query }: HandledRequest<{ query: Query }>,
  { db }: { db: Database },
): Promise<Answer> {
  const { legal_entity_id, type = null, is_primary = null, expires_before } = query;
  if (legal_entity_id !== undefined) {
    const filter = { legal_entity_id, id: null, license_number: null, type, is_primary };
    const licenses = (await findLicenses(db, filter))
      .filter(({ expiry_date: date }) => !expires_before || (date !== null && date < expires_before))
      .sort((one, other) => Number(other.is_primary) - Number(one.is_primary));
    const { rows, paging } = pageOf(licenses, pagingOf(query));
    return { data: rows, paging };
  }
  const filters = FILTERS.filter((name) => query[name] !== undefined);
  const values = [expires_before, ...filters.map((name) => query[name])];
  const page = await expiringLicenses(filters)(db, pagingOf(query), values);
  return { data: page.rows, paging: page.paging };
}
