import { pagedStatement, perFilters } from '../../platform/database/paged.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/** Columns that have to equal a value. */
export type ExpiringFilter = 'type' | 'is_primary';

/**
 * A page of the active licences, of all legal entities, that expire before a date; those that have expired already are
 * among them, as long as they are active. Read from the index licenses_expiry_date_idx in its order, and counted in it alone
 * where nothing is filtered. $3 date, then the values of the filters.
 */
export const expiringLicenses = perFilters((filters: readonly ExpiringFilter[]) => {
  const equal = filters.map((column, at) => ` AND ${column} = $${at + 4}`).join('');
  return pagedStatement<License>(['licenses.across.expiring', ...filters].join('+'), {
    columns: LICENSE_COLUMNS,
    from: 'licenses',
    where: `is_active AND expiry_date IS NOT NULL AND expiry_date < $3${equal}`,
    order: ['expiry_date', 'id'],
  });
});
