/** Chart parameters of SPEC 9 with their defaults; each is also an environment variable of the same name. */
export const PARAMETER_DEFAULTS: Readonly<Record<string, string>> = {
  LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS',
  LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS',
  LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES: '',
  LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES: '',
};

/** Values where the database has no row: the environment variable of that name, else the default. */
export type ParameterFallbacks = Readonly<Record<string, string>>;

/** Name of the parameter that lists the additional licence types of a legal entity's type (SPEC 4.2, step 9). */
export function additionalLicenseTypesParameter(legalEntityType: string): string {
  return `LEGAL_ENTITY_${legalEntityType}_ADDITIONAL_LICENSE_TYPES`;
}

/**
 * What a legal entity of a type may have besides its primary licence.
 * @param stored value of the database row; null: there is none
 */
export function additionalLicenseTypes(
  legalEntityType: string,
  stored: string | null,
  fallbacks: ParameterFallbacks,
): string[] {
  return parseListParameter(stored ?? fallbacks[additionalLicenseTypesParameter(legalEntityType)]);
}

/** A comma-separated parameter as a list; absent or empty is an empty list. */
export function parseListParameter(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
