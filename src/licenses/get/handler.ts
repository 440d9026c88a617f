import type { Answer } from '../../api/answers.ts';
import {
  BOOLEAN_PARAMETER,
  PAGING_PARAMETERS,
  pagingOf,
  type QueryValues,
  TEXT_PARAMETER,
  UUID_PARAMETER,
} from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { pageOf } from '../../platform/paging.ts';
import { findLicenses } from './get.queries.ts';

export const PARAMETERS = {
  id: UUID_PARAMETER,
  license_number: TEXT_PARAMETER,
  type: { dictionary: 'LICENSE_TYPE' },
  is_primary: BOOLEAN_PARAMETER,
  ...PAGING_PARAMETERS,
} as const;

/** SPEC 5. The legal entity is the token's, whatever the filters say. */
export async function getLicenses(
  { principal, query }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const licenses = await findLicenses(db, {
    legal_entity_id: principal.clientId,
    id: query.id ?? null,
    license_number: query.license_number ?? null,
    type: query.type ?? null,
    is_primary: query.is_primary ?? null,
  });
  const { rows, paging } = pageOf(licenses, pagingOf(query));
  return { data: rows, paging };
}
