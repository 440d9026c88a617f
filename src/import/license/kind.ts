import { randomUUIDv7 } from 'node:crypto';
import { licenseBodySchema } from '../../licenses/license.ts';
import { compileValidator, UUID_PATTERN } from '../../platform/json/validator.ts';
import type { ImportKind } from '../kind.ts';
import { LICENSE_CSV_COLUMNS, type LicenseRow } from './row.ts';
import { openLicenseTarget } from './target.ts';

const uuid = { type: 'string', pattern: UUID_PATTERN } as const;

/** The schema of the API's body (SPEC 4.1) with the two ids. */
const licenseRowSchema = {
  ...licenseBodySchema,
  required: ['legal_entity_id', ...licenseBodySchema.required],
  properties: { id: uuid, legal_entity_id: uuid, ...licenseBodySchema.properties },
};

/** Licences, primary and additional ones, of any number of legal entities. */
export const licenseImport: ImportKind<LicenseRow> = {
  resource: 'license',
  columns: { all: LICENSE_CSV_COLUMNS, required: licenseRowSchema.required },
  // Anything but these two words stays a text, which the schema refuses.
  readers: { is_primary: (text) => (text === 'true' ? true : text === 'false' ? false : text) },
  validate: compileValidator(licenseRowSchema),
  toRow(value) {
    const row = value as LicenseRow & { id?: string };
    row.legal_entity_id = row.legal_entity_id.toLowerCase();
    row.id = row.id === undefined ? randomUUIDv7() : row.id.toLowerCase();
    return row;
  },
  presenceRules: new Set(['license_type_not_present', 'license_id_not_present']),
  openTarget: openLicenseTarget,
};
