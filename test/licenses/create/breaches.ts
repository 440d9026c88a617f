import { BEFORE_THE_SCHEMA, type Breach, messageOf, nameOf, ofDates } from '../../fixtures/breaches.ts';
import { businessRefusal, conflict, notFound, schemaError } from '../../fixtures/literal-errors.ts';
import { type Clinic, type ClinicOverrides, clinic, licenseBody } from '../../fixtures/registry.ts';

/** Current date of the product under test; every date below is chosen around it. */
export const TODAY = '2026-06-15';
/** In that product an EMERGENCY may have licences of a type that no dictionary knows: step 8 breaks alone. */
export const ENVIRONMENT = {
  ESOZ_CLOCK: '2026-06-15T09:00:00Z',
  LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS,DENTAL',
};

/** SPEC 4.2, row by row. */
export const BREACHES: readonly Breach[] = [
  ...BEFORE_THE_SCHEMA,
  {
    step: '5',
    guarantee: 'a body that does not match the schema is refused',
    body: { issued_by: 7 },
    status: 422,
    error: schemaError(
      '[{"entry":"$.issued_by","entry_type":"json_data_property","rules":[{"rule":"cast","description":"type mismatch. Expected string but got integer","raw_description":"type mismatch. Expected %{expected} but got %{actual}","params":{"expected":"string","actual":"integer"}}]}]',
    ),
  },
  {
    step: '–',
    guarantee: 'a token whose client is no legal entity creates no licence',
    clinic: { isLegalEntity: false },
    status: 404,
    error: notFound('Legal entity not found'),
  },
  {
    step: '6',
    guarantee: 'a closed legal entity gets no licence',
    clinic: { status: 'CLOSED' },
    status: 422,
    error: businessRefusal('$.legal_entity_id', 'Legal entity must be in active or suspended status'),
  },
  {
    step: '7',
    guarantee: 'a primary licence is not created',
    body: { is_primary: true },
    status: 422,
    error: businessRefusal('$.is_primary', 'Only additional license can be created'),
  },
  {
    step: '8',
    guarantee: 'a type outside the dictionary is refused like an enum, even where a parameter lists it',
    clinic: { type: 'EMERGENCY' },
    body: { type: 'DENTAL' },
    status: 422,
    error: schemaError(
      '[{"entry":"$.type","entry_type":"json_data_property","rules":[{"rule":"inclusion","description":"value is not allowed in enum","raw_description":"value is not allowed in enum","params":{"values":["MSP","PHARMACY","PHARMACY_DRUGS"]}}]}]',
    ),
  },
  {
    step: '9',
    guarantee: "a type that the parameter of the legal entity's type does not list is refused",
    clinic: { type: 'PRIMARY_CARE' },
    status: 409,
    error: conflict('Legal entity type and license type mismatch'),
  },
  {
    step: '10',
    guarantee: 'a legal entity without a primary licence gets no additional one',
    clinic: { primaryLicense: null },
    status: 404,
    error: notFound('No active primary license found for legal entity'),
  },
  {
    step: '11',
    guarantee: 'a second active licence of one type is refused',
    clinic: { licenses: [{ type: 'PHARMACY_DRUGS' }] },
    status: 409,
    error: conflict('License with type PHARMACY_DRUGS is already present'),
  },
  ...ofDates(['12', '13', '14']),
];

/** One clinic and one request that break all the given steps; `answer` is that of the first. */
export type BrokenRequest = {
  name: string;
  clinic: Clinic;
  headers: Record<string, string>;
  body: string;
  answer: Breach;
};

/** Lays breaches over each other; what they all leave alone is a request that would get 201. */
export function layOver(...breaches: readonly Breach[]): BrokenRequest {
  const overrides: ClinicOverrides = Object.assign({}, ...breaches.map((breach) => breach.clinic));
  overrides.token = Object.assign({}, ...breaches.map((breach) => breach.clinic?.token));
  const sent = clinic(overrides);
  const content = licenseBody(Object.assign({}, ...breaches.map((breach) => breach.body)));
  return {
    name: nameOf(breaches),
    clinic: sent,
    ...messageOf(breaches, sent.token, content),
    answer: breaches[0] as Breach,
  };
}

/** Whether one request can break both: a legal entity that does not exist has no status, type or licences. */
export function compatible(one: Breach, other: Breach): boolean {
  const pair = [one, other];
  if (pair.some(({ step }) => step === '1') && pair.some(({ step }) => step === '2')) return false;
  const concernsRegistry = ({ clinic: each }: Breach) => each !== undefined && each.token === undefined;
  return !(pair.some(({ step }) => step === '–') && pair.every(concernsRegistry));
}
