import { ONLY_ADDITIONAL } from './bodies.ts';
import {
  businessRefusal,
  conflict,
  inclusion,
  LICENSE_TYPES,
  notFound,
  ofBody,
  schemaError,
} from './literal.ts';

/** What the checks of SPEC 4.2 answer, in its order. */
export const UNKNOWN_ENTITY = { status: 404, error: notFound('Legal entity not found') };
export const NOT_ACTIVE = {
  status: 422,
  error: businessRefusal('$.legal_entity_id', 'Legal entity must be in active or suspended status'),
};
export const NOT_ADDITIONAL = { status: 422, error: ONLY_ADDITIONAL };
export const NO_SUCH_TYPE = { status: 422, error: schemaError(ofBody('$.type', inclusion(LICENSE_TYPES))) };
export const MISMATCH = { status: 409, error: conflict('Legal entity type and license type mismatch') };
export const NO_PRIMARY = {
  status: 404,
  error: notFound('No active primary license found for legal entity'),
};
export const PRESENT = {
  status: 409,
  error: conflict('License with type PHARMACY_DRUGS is already present'),
};
export const ISSUED_LATE = {
  status: 422,
  error: businessRefusal('$.issued_date', 'License can not be issued later than active from date'),
};
export const ACTIVE_LATE = {
  status: 422,
  error: businessRefusal(
    '$.active_from_date',
    'License can not have active from date later than expiration date',
  ),
};
export const EXPIRED = { status: 409, error: conflict('License is expired') };

/** Bodies that break one date check of 12 to 14 each, or two neighbours. */
export const DATES = {
  issuedLate: { issued_date: '2024-02-29' },
  activeLate: { active_from_date: '2099-01-02', expiry_date: '2099-01-01' },
  issuedAndActiveLate: {
    issued_date: '2099-01-03',
    active_from_date: '2099-01-02',
    expiry_date: '2099-01-01',
  },
  activeLateAndExpired: { active_from_date: '2024-02-28', expiry_date: '2024-02-27' },
} as const;
