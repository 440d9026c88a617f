import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of the licence methods: the literal texts of SPEC 4.2 and 6. */
export const licenseErrors = {
  legalEntityNotFound: {
    code: 'legal-entity-not-found',
    status: 404,
    type: 'not_found',
    message: 'Legal entity not found',
    cause: "The token's `client_id` is not the id of a legal entity.",
    remedy: 'Use a token that was issued for a clinic or pharmacy.',
  },
  legalEntityNotActive: {
    code: 'legal-entity-not-active',
    status: 422,
    type: 'validation_failed',
    message: 'Legal entity must be in active or suspended status',
    cause: 'The legal entity is CLOSED or REORGANIZED: its licences stay as they are.',
    remedy:
      'If another one took its place, use a token of that one. If the status is a mistake, ask the operator, who mends it with `esoz legal-entity import --mode update`.',
  },
  onlyAdditional: {
    code: 'license-only-additional',
    status: 422,
    type: 'validation_failed',
    message: 'Only additional license can be created',
    cause: '`is_primary` is true. The primary licence arrives with the registration of the legal entity.',
    remedy: 'Send `"is_primary": false`.',
  },
  typeMismatch: {
    code: 'license-type-mismatch',
    status: 409,
    type: 'request_conflict',
    message: 'Legal entity type and license type mismatch',
    cause:
      'A legal entity of this type may not have additional licences of this type: the type is not listed in the parameter `LEGAL_ENTITY_<TYPE>_ADDITIONAL_LICENSE_TYPES`.',
    remedy:
      'Ask `POST /api/licenses/validation`, whose broken check tells the allowed types; the operator can change the parameter.',
  },
  noPrimaryLicense: {
    code: 'license-no-primary',
    status: 404,
    type: 'not_found',
    message: 'No active primary license found for legal entity',
    cause:
      'The legal entity has no primary licence, or one that is not active, or one that expired before the current date.',
    remedy:
      'The primary licence arrives with the registration of the legal entity: have it renewed there. Once it is in this registry, repeat the request as it was.',
  },
  alreadyPresent: {
    code: 'license-already-present',
    status: 409,
    type: 'request_conflict',
    message: 'License with type <type> is already present',
    cause: 'The legal entity has a licence of this type with `is_active`; expired ones count as well.',
    remedy: 'Find it with `GET /api/licenses`, and change it with `PATCH /api/licenses/{id}`.',
  },
  issuedAfterActive: {
    code: 'license-issued-after-active',
    status: 422,
    type: 'validation_failed',
    message: 'License can not be issued later than active from date',
    cause: '`issued_date` is later than `active_from_date`.',
    remedy: 'Correct the dates: `issued_date` ≤ `active_from_date`.',
  },
  activeAfterExpiry: {
    code: 'license-active-after-expiry',
    status: 422,
    type: 'validation_failed',
    message: 'License can not have active from date later than expiration date',
    cause: '`active_from_date` is later than `expiry_date`.',
    remedy: 'Correct the dates: `active_from_date` ≤ `expiry_date`.',
  },
  expired: {
    code: 'license-expired',
    status: 409,
    type: 'request_conflict',
    message: 'License is expired',
    cause: "`expiry_date` is before the current date in the registry's time zone; today is still valid.",
    remedy: 'Send a licence that is still valid, or no `expiry_date` if it never expires.',
  },
  notFound: {
    code: 'license-not-found',
    status: 404,
    type: 'not_found',
    message: 'License was not found',
    cause:
      'No active licence has the id of the path, or it is not a uuid. Whoever reads a licence is told the same about a foreign one.',
    remedy: 'Take the id from `GET /api/licenses`.',
  },
  changedMeanwhile: {
    code: 'license-changed-meanwhile',
    status: 412,
    type: 'precondition_failed',
    message: 'License was changed in the meantime',
    cause:
      'A condition of the request does not hold: the `ETag` of the licence is none of `If-Match` (or one of `If-None-Match`), or it was changed after `If-Unmodified-Since`. Nothing was written.',
    remedy:
      'Read the licence again with `GET /api/licenses/{id}`, look what has changed, and repeat with its new `ETag`.',
  },
  onlyAdditionalUpdated: {
    code: 'license-only-additional-updated',
    status: 409,
    type: 'request_conflict',
    message: 'Only additional license can be updated',
    cause:
      'The stored licence is the primary one: it changes only with the registration of the legal entity.',
    remedy:
      'Have it corrected where the legal entity is registered; this method changes additional licences alone.',
  },
  notToPrimary: {
    code: 'license-not-to-primary',
    status: 422,
    type: 'validation_failed',
    message: 'Additional license can not be changed to primary',
    cause: '`is_primary` is true, and an additional licence never becomes the primary one.',
    remedy: 'Send `"is_primary": false`.',
  },
  foreign: {
    code: 'license-foreign',
    status: 409,
    type: 'request_conflict',
    message: "License doesn't correspond to your legal entity",
    cause: 'The licence belongs to another legal entity than the one of the token.',
    remedy: 'Use a token of the legal entity that holds the licence.',
  },
  typeFixed: {
    code: 'license-type-fixed',
    status: 409,
    type: 'request_conflict',
    message: 'License type can not be updated',
    cause: '`type` differs from the type of the stored licence.',
    remedy: 'Send the stored type; a licence of another type is created with `POST /api/licenses`.',
  },
} satisfies Record<string, ErrorDefinition>;
