import { randomUUIDv7 } from 'node:crypto';
import { licenseBodySchema } from '../../licenses/license.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import { validatorFor } from '../columns.ts';
import type { ImportKind } from '../kind.ts';
import { LICENSE_COLUMNS } from './columns.ts';
import type { LicenseRow } from './row.ts';
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
  mode: 'add',
  columns: LICENSE_COLUMNS,
  validatorFor: validatorFor(licenseRowSchema),
  toRow(value) {
    const row = value as LicenseRow & { id?: string };
    row.legal_entity_id = row.legal_entity_id.toLowerCase();
    row.id = row.id === undefined ? randomUUIDv7() : row.id.toLowerCase();
    return row;
  },
  presenceRules: new Set(['license_type_not_present', 'license_id_not_present']),
  openTarget: openLicenseTarget,
};
