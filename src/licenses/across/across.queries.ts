import { pagedStatement, perFilters } from '../../platform/database/paged.ts';
import { statement } from '../../platform/database/pool.ts';
import { LICENSE_COLUMNS } from '../license.ts';
import type { LicenseAcross } from './license-across.ts';

/** Whose a licence is: hundreds of rows need no request each to be told apart by people. */
const legalEntityOf = (row: string) =>
  `(SELECT json_build_object('name', le.name, 'edrpou', le.edrpou, 'status', le.status)
      FROM legal_entities le WHERE le.id = ${row}.legal_entity_id) AS legal_entity`;

/** Conditions beside the date, each over the one value that follows it. */
const CONDITIONS = {
  type: (n: number) => `type = $${n}`,
  is_primary: (n: number) => `is_primary = $${n}`,
  expires_from: (n: number) => `expiry_date >= $${n}`,
};
export type ExpiringFilter = keyof typeof CONDITIONS;

/**
 * A page of the active licences, of all legal entities, that expire before a date; those that have expired already are
 * among them, as long as they are active. Read from the index licenses_expiry_date_idx in its order, and counted in it alone
 * where nothing but dates is filtered. $3 date, then the values of the filters.
 */
export const expiringLicenses = perFilters((filters: readonly ExpiringFilter[]) => {
  const others = filters.map((filter, at) => ` AND ${CONDITIONS[filter](at + 4)}`).join('');
  return pagedStatement<LicenseAcross>(['licenses.across.expiring', ...filters].join('+'), {
    columns: LICENSE_COLUMNS,
    from: 'licenses',
    where: `is_active AND expiry_date IS NOT NULL AND expiry_date < $3${others}`,
    order: ['expiry_date', 'id'],
    ofPage: legalEntityOf('page'),
  });
});

/** All active licences of one legal entity, the primary one first. They are few: at most one a type. $1 legal entity. */
export const licensesOfLegalEntity = statement<LicenseAcross>(
  'licenses.across.of-legal-entity',
  `SELECT ${LICENSE_COLUMNS}, ${legalEntityOf('licenses')} FROM licenses
    WHERE legal_entity_id = $1 AND is_active
    ORDER BY is_primary DESC, inserted_at, id`,
);
