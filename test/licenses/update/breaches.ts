import { randomUUID } from 'node:crypto';
import { BEFORE_THE_SCHEMA, type Breach, messageOf, nameOf, ofDates } from '../../fixtures/breaches.ts';
import { businessRefusal, conflict, notFound, schemaError } from '../../fixtures/literal-errors.ts';
import { type Clinic, type ClinicOverrides, clinic, licenseBody } from '../../fixtures/registry.ts';

/** Which licence the path names. */
type Target = { exists?: false; isPrimary?: true; isForeign?: true; id?: string };

/** A breach may lie in the licence that the path names. */
export type UpdateBreach = Breach & { target?: Target };

export const ENVIRONMENT = { ESOZ_CLOCK: '2026-06-15T09:00:00Z' };

/** SPEC 6, row by row. */
export const BREACHES: readonly UpdateBreach[] = [
  ...BEFORE_THE_SCHEMA,
  {
    step: '5',
    guarantee: 'a body that is only a part of the licence is refused',
    body: { issued_by: undefined },
    status: 422,
    error: schemaError(
      '[{"entry":"$.issued_by","entry_type":"json_data_property","rules":[{"rule":"required","description":"required property issued_by was not present","raw_description":"required property %{property} was not present","params":{"property":"issued_by"}}]}]',
    ),
  },
  {
    step: '–',
    guarantee: 'a token whose client is no legal entity updates nothing',
    clinic: { isLegalEntity: false },
    status: 404,
    error: notFound('Legal entity not found'),
  },
  {
    step: '6',
    guarantee: 'a closed legal entity updates nothing',
    clinic: { status: 'REORGANIZED' },
    status: 422,
    error: businessRefusal('$.legal_entity_id', 'Legal entity must be in active or suspended status'),
  },
  {
    step: '7',
    guarantee: 'a licence that does not exist is not found',
    target: { exists: false },
    status: 404,
    error: notFound('License was not found'),
  },
  {
    step: '8',
    guarantee: 'a primary licence is not updated',
    target: { isPrimary: true },
    status: 409,
    error: conflict('Only additional license can be updated'),
  },
  {
    step: '9',
    guarantee: 'an additional licence does not become primary',
    body: { is_primary: true },
    status: 422,
    error: businessRefusal('$.is_primary', 'Additional license can not be changed to primary'),
  },
  {
    step: '10',
    guarantee: 'a licence of another legal entity is not updated',
    target: { isForeign: true },
    status: 409,
    error: conflict("License doesn't correspond to your legal entity"),
  },
  {
    step: '11',
    guarantee: 'the type stays',
    body: { type: 'PHARMACY' },
    status: 409,
    error: conflict('License type can not be updated'),
  },
  {
    step: '12',
    guarantee: 'without a primary licence that is valid today nothing is updated',
    clinic: { primaryLicense: { expiry_date: '2026-06-14' } },
    status: 404,
    error: notFound('No active primary license found for legal entity'),
  },
  ...ofDates(['13', '14', '15']),
];

export type BrokenRequest = {
  name: string;
  clinics: Clinic[];
  path: string;
  headers: Record<string, string>;
  body: string;
  answer: UpdateBreach;
};

/** Lays breaches over each other; what they all leave alone is an update that would get 200. */
export function layOver(...breaches: [UpdateBreach, ...UpdateBreach[]]): BrokenRequest {
  const target = Object.assign({}, ...breaches.map((breach) => breach.target)) as Target;
  const overrides = Object.assign({}, ...breaches.map((breach) => breach.clinic)) as ClinicOverrides;
  const primaryId = randomUUID();
  const additionalId = randomUUID();
  const ownOverrides = (ids: boolean): ClinicOverrides => ({
    primaryLicense: { ...overrides.primaryLicense, ...(ids ? { id: primaryId } : {}) },
    licenses: [{ type: 'PHARMACY_DRUGS', ...(ids ? { id: additionalId } : {}) }],
  });
  const isForeign = target.isForeign || overrides.isLegalEntity === false;
  const token = Object.assign({}, ...breaches.map((breach) => breach.clinic?.token));
  const sender = clinic({ ...overrides, ...ownOverrides(!isForeign), token });
  const owner = clinic(ownOverrides(true));
  // The body repeats the type of the licence that the path names, so that only step 11 breaks step 11.
  const type = target.isPrimary ? 'MSP' : 'PHARMACY_DRUGS';
  const sent = licenseBody({ type, ...Object.assign({}, ...breaches.map((breach) => breach.body)) });
  const existing = target.isPrimary ? primaryId : additionalId;
  return {
    name: nameOf(breaches),
    clinics: isForeign ? [sender, owner] : [sender],
    path: `/api/licenses/${target.exists === false ? (target.id ?? randomUUID()) : existing}`,
    ...messageOf(breaches, sender.token, sent),
    answer: breaches[0],
  };
}

/** Whether one request can break both: what does not exist has no type, no owner and is not primary. */
export function compatible(one: UpdateBreach, other: UpdateBreach): boolean {
  const steps = [one.step, other.step];
  if (steps.includes('1') && steps.includes('2')) return false;
  if (steps.includes('7') && ['8', '10', '11'].some((step) => steps.includes(step))) return false;
  return !(steps.includes('–') && ['6', '12'].some((step) => steps.includes(step)));
}
