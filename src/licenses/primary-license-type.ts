/** SPEC 10. Other types of legal entities have no primary licence. */
const PRIMARY_LICENSE_TYPES: Readonly<Record<string, string>> = {
  PHARMACY: 'PHARMACY',
  PRIMARY_CARE: 'MSP',
  OUTPATIENT: 'MSP',
  EMERGENCY: 'MSP',
};

/** Of which type the primary licence of such a legal entity is; undefined: it has none. */
export const primaryLicenseType = (legalEntityType: string): string | undefined =>
  Object.hasOwn(PRIMARY_LICENSE_TYPES, legalEntityType) ? PRIMARY_LICENSE_TYPES[legalEntityType] : undefined;
