import { randomUUIDv7 } from 'node:crypto';
import { type LicenseBody, licenseBodySchema } from '../../licenses/license.ts';
import { compileValidator, UUID_PATTERN } from '../../platform/json/validator.ts';
import type { ColumnSet } from '../csv/header.ts';

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

const uuid = { type: 'string', pattern: UUID_PATTERN } as const;

/** The schema of the API's body (SPEC 4.1) with the two ids. */
const licenseRowSchema = {
  ...licenseBodySchema,
  required: ['legal_entity_id', ...licenseBodySchema.required],
  properties: { id: uuid, legal_entity_id: uuid, ...licenseBodySchema.properties },
};

export const licenseColumns: ColumnSet = { all: LICENSE_CSV_COLUMNS, required: licenseRowSchema.required };

export const validateLicense = compileValidator(licenseRowSchema);

/** Anything but these two words stays a text, which the schema refuses. */
export function readBoolean(text: string): boolean | string {
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** @param value what `validateLicense` found nothing wrong with */
export function toLicenseRow(value: object): LicenseRow {
  const row = value as LicenseRow & { id?: string };
  row.legal_entity_id = row.legal_entity_id.toLowerCase();
  row.id = row.id === undefined ? randomUUIDv7() : row.id.toLowerCase();
  return row;
}
