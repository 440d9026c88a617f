/** Whose token a case uses, and what somebody has to have for it: shown where it is missing. */
export const ROLES = {
  clinic:
    'a token of an ACTIVE OUTPATIENT clinic with a primary licence; scopes license:read, license:write, legal_entity:read',
  licensed: 'a token like `clinic` whose clinic has a licence PHARMACY_DRUGS as well',
  fresh: 'a token like `clinic` whose clinic has no licence PHARMACY_DRUGS; it will get none',
  spare: 'tokens like `fresh` of clinics that may be used up: each gets a licence PHARMACY_DRUGS',
  expiredHolder: 'a token like `clinic` whose clinic has an expired, active licence PHARMACY_DRUGS',
  suspended: 'a token of a SUSPENDED clinic',
  closed: 'a token of a CLOSED clinic',
  reorganized: 'a token of a REORGANIZED clinic',
  primaryCare: 'a token of a PRIMARY_CARE clinic, which may have no additional licence',
  barePrimaryCare: 'a token of a PRIMARY_CARE clinic without any licence',
  withoutPrimary: 'a token of an ACTIVE OUTPATIENT clinic without any licence',
  lapsed:
    'a token of an OUTPATIENT clinic whose primary licence has expired and that has a licence PHARMACY_DRUGS',
  noLegalEntity: 'a token with license:write whose client is no legal entity',
  readOnly: 'a token with license:read only',
  writeOnly: 'a token with license:write only',
  oddScope: 'a token whose scopes only resemble license:read and license:write',
  expired: 'an expired token',
  blockedClient: 'a token of a blocked client',
  blockedUser: 'a token of a blocked user',
  broker: 'a token of a BROKER client, and its API key',
  portal: 'a token with private_contracts:read and private_contracts:write, and its API key',
  portalReader: 'a token with private_contracts:read only, and its API key',
  registry: 'a token of an NHS client with license_expiry:read and legal_entity:read, and its API key',
} as const;

/** Found among the others, by what their tokens list. */
export const FOUND_ROLES = {
  reader: 'a token of a clinic with licences, one of them PHARMACY_DRUGS (`licensed` or `lapsed`)',
  neighbour: 'tokens of two clinics that each have a licence PHARMACY_DRUGS (`licensed` and `lapsed`)',
  stranger: 'tokens of two clinics with a primary licence',
} as const;

export type GivenRole = keyof typeof ROLES;
export type Role = GivenRole | keyof typeof FOUND_ROLES;

/** What somebody has to have for a role. */
export const needOf = (role: Role): string => ({ ...ROLES, ...FOUND_ROLES })[role];

/** How the credentials file and the tokens of a world call a role: `primary_care`. */
export const fileNameOf = (role: string) => role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
