import { withKeys } from '../../columns.ts';
import type { ImportKind } from '../../kind.ts';
import { LICENSE_COLUMNS } from '../columns.ts';
import { licenseImport } from '../kind.ts';
import type { LicenseRow } from '../row.ts';
import { openLicenseUpdateTarget } from './target.ts';

/** Licences that exist are made to be as the file has them (SPEC 6). */
export const licenseUpdate: ImportKind<LicenseRow> = {
  ...licenseImport,
  resource: 'license_update',
  mode: 'update',
  columns: withKeys(LICENSE_COLUMNS, ['legal_entity_id', 'type']),
  toRow(value) {
    const row = value as LicenseRow & { id?: string };
    row.legal_entity_id = row.legal_entity_id.toLowerCase();
    // Without an id it is found by legal entity and type.
    row.id = row.id?.toLowerCase() ?? '';
    return row;
  },
  presenceRules: new Set(),
  openTarget: openLicenseUpdateTarget,
};
