import { randomBytes, randomUUID } from 'node:crypto';
import { type Caller, type Credentials, CredentialsError, readCredentials } from './credentials.ts';
import { fileNameOf, type GivenRole } from './roles.ts';

type License = { type: string; is_primary?: true; is_active?: false; expiry_date?: string };
type Clinic = { type?: string; status?: string; licenses?: readonly License[]; scope?: string };

/** So many cases create a licence, and a faulty implementation uses up more. */
const SPARES = 12;

const PRIMARY: License = { type: 'MSP', is_primary: true };
const DRUGS: License = { type: 'PHARMACY_DRUGS' };
const INACTIVE: License = { ...DRUGS, is_active: false };
/** Days of the past: an expired licence is one whenever the world is loaded. */
const LONG_AGO = '2021-12-31';

/** The legal entities of the kit's world, by role. */
const CLINICS: Partial<Record<GivenRole, Clinic>> = {
  clinic: { licenses: [PRIMARY] },
  licensed: {
    licenses: [PRIMARY, DRUGS, { type: 'PHARMACY', expiry_date: LONG_AGO }, { ...INACTIVE, type: 'MSP' }],
  },
  fresh: { licenses: [PRIMARY] },
  expiredHolder: { licenses: [PRIMARY, { ...DRUGS, expiry_date: LONG_AGO }] },
  suspended: { status: 'SUSPENDED', licenses: [PRIMARY] },
  closed: { status: 'CLOSED', licenses: [PRIMARY] },
  reorganized: { status: 'REORGANIZED', licenses: [PRIMARY] },
  primaryCare: { type: 'PRIMARY_CARE', licenses: [PRIMARY] },
  barePrimaryCare: { type: 'PRIMARY_CARE' },
  withoutPrimary: {},
  lapsed: { licenses: [{ ...PRIMARY, expiry_date: LONG_AGO }, DRUGS] },
  readOnly: { scope: 'license:read' },
  writeOnly: { scope: 'license:write' },
  oddScope: { scope: 'license:rea license:reads xlicense:read license:write2' },
  expired: { licenses: [PRIMARY] },
  blockedUser: { licenses: [PRIMARY] },
};

const SCOPE = 'license:read license:write legal_entity:read';
const secretOf = (kind: string, role: string) =>
  `conformance-${kind}-${fileNameOf(role)}-${randomBytes(24).toString('base64url')}`;

type Rows = Record<'legal_entities' | 'licenses' | 'clients' | 'users' | 'tokens' | 'api_keys', object[]>;

/**
 * A world file (SPEC 13.4) in which every case has what it needs: `esoz world load` takes it, and the kit reads its tokens
 * back from it. Ids and secrets are new ones each time, so that each world has clinics which nobody has used up.
 */
export function makeWorld(): Rows {
  const rows: Rows = { legal_entities: [], licenses: [], clients: [], users: [], tokens: [], api_keys: [] };
  const [userId, blockedUserId] = [randomUUID(), randomUUID()];
  rows.users.push({ id: userId }, { id: blockedUserId, is_blocked: true });
  const token = (role: GivenRole, client_id: string, scope: string, rest: object = {}) =>
    rows.tokens.push({
      value: secretOf('token', role),
      client_id,
      user_id: userId,
      scope,
      expires_in: 31_536_000,
      ...rest,
    });
  for (const [role, clinic] of Object.entries(CLINICS) as [GivenRole, Clinic][]) {
    const rest = { expired: { expires_in: -60 }, blockedUser: { user_id: blockedUserId } }[role as string];
    token(role, addClinic(rows, clinic, role), clinic.scope ?? SCOPE, rest);
  }
  for (let n = 0; n < SPARES; n++)
    token('spare', addClinic(rows, { licenses: [PRIMARY, INACTIVE] }, 'spare'), SCOPE);
  addClients(rows, token);
  return rows;
}

function addClinic(
  rows: Rows,
  { type = 'OUTPATIENT', status = 'ACTIVE', licenses = [] }: Clinic,
  role: string,
): string {
  const id = randomUUID();
  rows.legal_entities.push({
    id,
    name: `Перевірка відповідності: ${fileNameOf(role)}`,
    edrpou: '00000000',
    type,
    status,
  });
  for (const license of licenses) {
    rows.licenses.push({
      id: randomUUID(),
      legal_entity_id: id,
      is_primary: false,
      is_active: true,
      issued_by: 'МОЗ України',
      issued_date: '2020-01-01',
      active_from_date: '2020-01-01',
      expiry_date: null,
      license_number: `АВ ${randomBytes(6).toString('hex')}`,
      ...license,
    });
  }
  return id;
}

/** Callers that are more, or less, than a clinic. */
function addClients(rows: Rows, token: (role: GivenRole, clientId: string, scope: string) => void): void {
  const keyed = (role: GivenRole, clientId: string) =>
    rows.api_keys.push({ value: secretOf('key', role), client_id: clientId });
  const add = (role: GivenRole, client: object, scope: string, hasKey: boolean) => {
    const id = randomUUID();
    rows.clients.push({ id, name: `Перевірка відповідності: ${fileNameOf(role)}`, ...client });
    token(role, id, scope);
    if (hasKey) keyed(role, id);
  };
  add('noLegalEntity', { type: 'MSP' }, SCOPE, false);
  add('blockedClient', { type: 'MSP', is_blocked: true }, SCOPE, false);
  add('portal', { type: 'NHS' }, 'private_contracts:read private_contracts:write', true);
  add('portalReader', { type: 'NHS' }, 'private_contracts:read', true);
  add('registry', { type: 'NHS' }, 'license_expiry:read legal_entity:read', true);
  const [brokerId, misId] = [addClinic(rows, { licenses: [PRIMARY] }, 'broker'), randomUUID()];
  rows.clients.push({
    id: brokerId,
    name: 'Перевірка відповідності: broker',
    type: 'MSP',
    access_type: 'BROKER',
  });
  rows.clients.push({ id: misId, name: 'Перевірка відповідності: MIS', type: 'MIS' });
  token('broker', brokerId, SCOPE);
  keyed('broker', misId);
}

type ReadWorld = {
  tokens?: { value?: string }[];
  api_keys?: { value?: string }[];
  licenses?: { id?: string; is_active?: boolean; type?: string }[];
};

/** The credentials of a world that `makeWorld` made. @throws CredentialsError when it is another one */
export function credentialsOfWorld(document: unknown): Credentials {
  const { tokens = [], api_keys = [], licenses = [] } = (document ?? {}) as ReadWorld;
  const roleOf = (kind: string, value = '') => new RegExp(`^conformance-${kind}-([a-z_]+)-`).exec(value)?.[1];
  const keys = new Map(api_keys.map(({ value }) => [roleOf('key', value), value as string]));
  const entries = tokens.flatMap(({ value }) => {
    const role = roleOf('token', value);
    const api_key = keys.get(role);
    return role === undefined
      ? []
      : [[role, { token: value, ...(api_key === undefined ? {} : { api_key }) }] as const];
  });
  if (entries.length === 0)
    throw new CredentialsError('the file is no world of `esoz conformance --print-world`');
  const spare = entries.filter(([role]) => role === 'spare').map(([, entry]) => entry);
  const others = entries.filter(([role]) => role !== 'spare');
  const inactive = licenses.find(({ is_active, type }) => is_active === false && type === 'MSP')?.id;
  return readCredentials({
    ...Object.fromEntries(others),
    spare,
    ...(inactive === undefined ? {} : { inactive_license: inactive }),
  });
}

/** The roles that tokens of a published demo world play (worlds/demo.json). */
export const DEMO: Credentials = {
  callers: {
    clinic: demo('demo-clinic-1'),
    suspended: demo('demo-clinic-2'),
    broker: demo('demo-pharmacy', 'demo-mis-key'),
    primaryCare: demo('demo-primary-care'),
    closed: demo('demo-closed'),
    lapsed: demo('demo-lapsed'),
    readOnly: demo('demo-read-only'),
    expired: demo('demo-expired'),
    portal: demo('demo-portal', 'demo-portal-key'),
    registry: demo('demo-registry', 'demo-registry-key'),
  },
  spares: [],
};

function demo(token: string, apiKey?: string): Caller {
  return { token, ...(apiKey === undefined ? {} : { apiKey }) };
}
