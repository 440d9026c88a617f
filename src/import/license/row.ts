import type { LicenseBody } from '../../licenses/license.ts';

/** A licence of the file: the body of the API, and what the API takes from the token. */
export type LicenseRow = LicenseBody & {
  /** Of the file, else made here. Lower case, as PostgreSQL prints it. */
  id: string;
  legal_entity_id: string;
};

/** Columns of the format, in the order of an export. */
export const LICENSE_CSV_COLUMNS = [
  'id',
  'legal_entity_id',
  'type',
  'is_primary',
  'issued_by',
  'issued_date',
  'active_from_date',
  'license_number',
  'expiry_date',
  'what_licensed',
  'order_no',
] as const;
