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

/** Which licence the path names. */
type Target = { exists?: false; isPrimary?: true; isForeign?: true; id?: string };

/** How a request breaks one step of SPEC 6 and no other; breaches of several steps can be laid over each other. */
export type Breach = {
  step: string;
  guarantee: string;
  clinic?: ClinicOverrides;
  target?: Target;
  body?: object;
  headers?: Record<string, string>;
  anonymous?: true;
  distort?: (text: string) => string;
  status: number;
  error: string;
};

export const ENVIRONMENT = { ESOZ_CLOCK: '2026-06-15T09:00:00Z' };
const YESTERDAY = '2026-06-14';

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
    clinic: { primaryLicense: { expiry_date: YESTERDAY } },
    status: 404,
    error: notFound('No active primary license found for legal entity'),
  },
  {
    step: '13',
    guarantee: 'a licence issued after it becomes active is refused',
    body: { issued_date: '2028-01-01' },
    status: 422,
    error: businessRefusal('$.issued_date', 'License can not be issued later than active from date'),
  },
  {
    step: '14',
    guarantee: 'a licence that becomes active after it expires is refused',
    body: { active_from_date: '2027-01-02', expiry_date: '2027-01-01' },
    status: 422,
    error: businessRefusal(
      '$.active_from_date',
      'License can not have active from date later than expiration date',
    ),
  },
  {
    step: '15',
    guarantee: 'a licence that expired yesterday is refused',
    body: { expiry_date: YESTERDAY },
    status: 409,
    error: conflict('License is expired'),
  },
];

export type BrokenRequest = {
  name: string;
  clinics: Clinic[];
  path: string;
  headers: Record<string, string>;
  body: string;
  answer: Breach;
};

/** Lays breaches over each other; what they all leave alone is an update that would get 200. */
export function layOver(...breaches: [Breach, ...Breach[]]): BrokenRequest {
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
  const distortions = breaches.flatMap(({ distort }) => (distort ? [distort] : []));
  const existing = target.isPrimary ? primaryId : additionalId;
  return {
    name: breaches.map(({ step }) => step).join(' and '),
    clinics: isForeign ? [sender, owner] : [sender],
    path: `/api/licenses/${target.exists === false ? (target.id ?? randomUUID()) : existing}`,
    headers: {
      'content-type': 'application/json',
      ...(breaches.some(({ anonymous }) => anonymous) ? {} : { authorization: `Bearer ${sender.token}` }),
      ...Object.assign({}, ...breaches.map((breach) => breach.headers)),
    },
    // The largest distortion last: padding keeps what the others did.
    body: distortions.reverse().reduce((text, distort) => distort(text), JSON.stringify(sent)),
    answer: breaches[0],
  };
}

/** Whether one request can break both: what does not exist has no type, no owner and is not primary. */
export function compatible(one: Breach, other: Breach): boolean {
  const steps = [one.step, other.step];
  if (steps.includes('1') && steps.includes('2')) return false;
  if (steps.includes('7') && ['8', '10', '11'].some((step) => steps.includes(step))) return false;
  return !(steps.includes('–') && ['6', '12'].some((step) => steps.includes(step)));
}
