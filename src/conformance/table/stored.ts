import type { Scene, ShownLicense } from '../case.ts';
import type { Role } from '../roles.ts';

/** The 17 keys of SPEC 4.3, in its order. */
export const LICENSE_KEYS =
  'id type license_number issued_by issued_date expiry_date active_from_date what_licensed order_no legal_entity_id is_primary is_active issuer_status inserted_at inserted_by updated_at updated_by'.split(
    ' ',
  );

/** What a role has of additional and primary licences; a case says in `needs` that it has to be there. */
export const additionalOf = ({ licenses }: Scene, role: Role) =>
  licenses(role).find(({ is_primary, type }) => !is_primary && type === 'PHARMACY_DRUGS') as ShownLicense;
export const primaryOf = ({ licenses }: Scene, role: Role) =>
  licenses(role).find(({ is_primary }) => is_primary) as ShownLicense;

const CHANGEABLE =
  'type issued_by issued_date active_from_date is_primary license_number expiry_date what_licensed order_no'.split(
    ' ',
  );

/** The body that leaves a licence as it is, but for the overrides. */
export const bodyOf = (license: ShownLicense, overrides: Readonly<Record<string, unknown>> = {}) => ({
  ...Object.fromEntries(CHANGEABLE.map((name) => [name, license[name]])),
  ...overrides,
});
