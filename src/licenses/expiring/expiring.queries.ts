import { pagedStatement } from '../../platform/database/paged.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/**
 * A page of the active licences, of all legal entities, that expire before a date; those that have expired already are
 * among them, as long as they are active. Read from the index licenses_expiry_date_idx in its order. $3 date.
 */
export const listExpiringLicenses = pagedStatement<License>('licenses.expiring', {
  columns: LICENSE_COLUMNS,
  from: 'licenses',
  where: 'is_active AND expiry_date IS NOT NULL AND expiry_date < $3',
  order: ['expiry_date', 'id'],
});
