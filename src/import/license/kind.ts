import type { ImportKind } from '../kind.ts';
import { type LicenseRow, licenseColumns, readBoolean, toLicenseRow, validateLicense } from './row.ts';
import { openLicenseTarget } from './target.ts';

/** Licences, primary and additional ones, of any number of legal entities. */
export const licenseImport: ImportKind<LicenseRow> = {
  resource: 'license',
  columns: licenseColumns,
  readers: { is_primary: readBoolean },
  validate: validateLicense,
  toRow: toLicenseRow,
  presenceRules: new Set(['license_type_not_present', 'license_id_not_present']),
  openTarget: openLicenseTarget,
};
