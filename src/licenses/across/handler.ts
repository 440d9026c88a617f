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
import { type ExpiringFilter, expiringLicenses, licensesOfLegalEntity } from './across.queries.ts';
import type { LicenseAcross } from './license-across.ts';

export const PARAMETERS = {
  legal_entity_id: UUID_PARAMETER,
  type: { dictionary: 'LICENSE_TYPE' },
  is_primary: BOOLEAN_PARAMETER,
  expires_from: { format: 'date' },
  expires_before: { format: 'date' },
  ...PAGING_PARAMETERS,
} as const;
const FILTERS: readonly ExpiringFilter[] = ['type', 'is_primary', 'expires_from'];
type Query = QueryValues<typeof PARAMETERS>;

/** SPEC 5, across legal entities: of one the primary licence first, of all the most urgent. */
export async function getLicensesAcross(
  { query }: HandledRequest<{ query: Query }>,
  { db }: { db: Database },
): Promise<Answer> {
  const { legal_entity_id, expires_before } = query;
  if (legal_entity_id !== undefined) {
    const licenses = (await licensesOfLegalEntity(db, [legal_entity_id])).filter((license) =>
      isAskedFor(license, query),
    );
    const { rows, paging } = pageOf(licenses, pagingOf(query));
    return { data: rows, paging };
  }
  const filters = FILTERS.filter((name) => query[name] !== undefined);
  const values = [expires_before, ...filters.map((name) => query[name])];
  const page = await expiringLicenses(filters)(db, pagingOf(query), values);
  return { data: page.rows, paging: page.paging };
}

/** A licence that never expires does so neither before a day nor from one on. */
function isAskedFor({ type, is_primary, expiry_date }: LicenseAcross, query: Query): boolean {
  const { expires_from: from, expires_before: before } = query;
  if (query.type !== undefined && query.type !== type) return false;
  if (query.is_primary !== undefined && query.is_primary !== is_primary) return false;
  if (from !== undefined && (expiry_date === null || expiry_date < from)) return false;
  return before === undefined || (expiry_date !== null && expiry_date < before);
}
