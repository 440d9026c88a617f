import { randomUUID } from 'node:crypto';
import {
  businessRefusal,
  CONTENT_TYPE_INVALID,
  conflict,
  MALFORMED,
  notFound,
  schemaError,
  scopeMissing,
  TOKEN_INVALID,
  TOO_LARGE,
} from '../fixtures/literal-errors.ts';
import { type Clinic, type ClinicOverrides, clinic, licenseBody } from '../fixtures/registry.ts';

/** How a request breaks one step of SPEC 4.2 and no other; breaches of several steps can be laid over each other. */
export type Breach = {
  /** `#` of the table; step 4 has three answers. */
  step: string;
  guarantee: string;
  clinic?: ClinicOverrides;
  body?: object;
  headers?: Record<string, string>;
  /** The request goes out without Authorization. */
  anonymous?: true;
  /** What happens to the body's text on its way. */
  distort?: (text: string) => string;
  status: number;
  error: string;
};

/** Current date of the product under test; every date below is chosen around it. */
export const TODAY = '2026-06-15';
/** In that product an EMERGENCY may have licences of a type that no dictionary knows: step 8 breaks alone. */
export const ENVIRONMENT = {
  ESOZ_CLOCK: '2026-06-15T09:00:00Z',
  LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS,DENTAL',
};

/** SPEC 4.2, row by row. */
export const BREACHES: readonly Breach[] = [
  {
    step: '1',
    guarantee: 'a request without a token is refused',
    anonymous: true,
    status: 401,
    error: TOKEN_INVALID,
  },
  {
    step: '2',
    guarantee: 'an expired token is refused',
    clinic: { token: { expires_in: -1 } },
    status: 401,
    error: TOKEN_INVALID,
  },
  {
    step: '3',
    guarantee: 'a token without license:write is refused',
    clinic: { token: { scope: 'license:read' } },
    status: 403,
    error: scopeMissing('license:write'),
  },
  {
    step: '4 (415)',
    guarantee: 'a body that is not called JSON is refused',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    error: CONTENT_TYPE_INVALID,
  },
  {
    step: '4 (413)',
    guarantee: 'a body over 1 MiB is refused',
    distort: (text) => text.padEnd(1024 * 1024 + 1, ' '),
    status: 413,
    error: TOO_LARGE,
  },
  {
    step: '4 (400)',
    guarantee: 'a body that is not JSON is refused',
    distort: (text) => `${text}}`,
    status: 400,
    error: MALFORMED,
  },
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
  {
    step: '12',
    guarantee: 'a licence issued after it becomes active is refused',
    body: { issued_date: '2028-01-01' },
    status: 422,
    error: businessRefusal('$.issued_date', 'License can not be issued later than active from date'),
  },
  {
    step: '13',
    guarantee: 'a licence that becomes active after it expires is refused',
    body: { active_from_date: '2027-01-02', expiry_date: '2027-01-01' },
    status: 422,
    error: businessRefusal(
      '$.active_from_date',
      'License can not have active from date later than expiration date',
    ),
  },
  {
    step: '14',
    guarantee: 'a licence that expired yesterday is refused',
    body: { expiry_date: '2026-06-14' },
    status: 409,
    error: conflict('License is expired'),
  },
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
  const body = JSON.stringify(licenseBody(Object.assign({}, ...breaches.map((breach) => breach.body))));
  const distortions = breaches.flatMap(({ distort }) => (distort ? [distort] : []));
  const anonymous = breaches.some((breach) => breach.anonymous);
  return {
    name: breaches.map(({ step }) => step).join(' and '),
    clinic: sent,
    headers: {
      'content-type': 'application/json',
      'x-request-id': randomUUID(),
      ...(anonymous ? {} : { authorization: `Bearer ${sent.token}` }),
      ...Object.assign({}, ...breaches.map((breach) => breach.headers)),
    },
    // The largest distortion last: padding keeps what the others did.
    body: distortions.reverse().reduce((text, distort) => distort(text), body),
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
