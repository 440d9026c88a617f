import { type Answer, isAnswer, type NoAnswer, type OutgoingRequest } from './call.ts';
import type { ShownLicense } from './case.ts';
import type { Caller, Credentials } from './credentials.ts';
import type { GivenRole, Role } from './roles.ts';

/** Whom the cases can be, and what their tokens list. */
export type Cast = {
  callers: Map<Role, Caller>;
  licenses: Map<Role, ShownLicense[]>;
  /** Roles whose token is not accepted, and what was answered. */
  refused: Map<Role, string>;
  spares: Caller[];
  inactiveLicense: string | undefined;
};

export type Send = (request: OutgoingRequest) => Promise<Answer | NoAnswer>;

/** Nothing that can be called answers there; `hint` is what to do. */
export class TargetError extends Error {
  hint?: string;
}

/** Clinics that can read their licences. */
const CLINICS: readonly GivenRole[] = [
  'licensed',
  'clinic',
  'lapsed',
  'fresh',
  'expiredHolder',
  'suspended',
  'primaryCare',
  'closed',
];

/** @throws TargetError unless something that may be the API answers under this address */
export async function requireTarget(origin: string, send: Send): Promise<void> {
  const result = await send({
    method: 'GET',
    url: `${origin}/api/dictionaries`,
    headers: [['Accept', 'application/json']],
  });
  const refuse = (message: string, hint: string) =>
    Object.assign(new TargetError(`${origin}: ${message}`), { hint });
  if (!isAnswer(result))
    throw refuse(result.failure, 'Is the API running there, and can this machine reach it?');
  const { status, headers } = result;
  if (status >= 300 && status < 400 && status !== 304)
    throw refuse(
      `redirects (${status})`,
      `Give the address that it leads to: ${String(headers.location).slice(0, 300)}`,
    );
  if (/\bhtml\b/.test(headers['content-type'] ?? ''))
    throw refuse(`answers HTML (${status})`, 'Is this the address of the API, without /docs or /console?');
}

/** Asks each clinic's token what it lists: roles that depend on it are found so, whatever the credentials are called. */
export async function castRoles(origin: string, credentials: Credentials, send: Send): Promise<Cast> {
  const cast: Cast = {
    callers: new Map(Object.entries(credentials.callers) as [GivenRole, Caller][]),
    licenses: new Map(),
    refused: new Map(),
    spares: [...credentials.spares],
    inactiveLicense: credentials.inactiveLicense,
  };
  for (const role of CLINICS) {
    const caller = cast.callers.get(role);
    if (caller === undefined) continue;
    const listed = await listLicenses(origin, caller, send);
    if (typeof listed === 'string') {
      cast.callers.delete(role);
      cast.refused.set(role, listed);
    } else cast.licenses.set(role, listed);
  }
  findRoles(cast);
  return cast;
}

const hasAdditional = (licenses: readonly ShownLicense[] = []) =>
  licenses.some(({ type, is_primary }) => type === 'PHARMACY_DRUGS' && is_primary === false);
const hasPrimary = (licenses: readonly ShownLicense[] = []) =>
  licenses.some(({ is_primary }) => is_primary === true);

function findRoles(cast: Cast): void {
  const { licenses } = cast;
  const play = (role: Role, as: Role | undefined) => {
    if (as === undefined) return;
    cast.callers.set(role, cast.callers.get(as) as Caller);
    licenses.set(role, licenses.get(as) ?? []);
  };
  const isKnown = (role: Role) => licenses.has(role);
  if (!isKnown('licensed') && hasAdditional(licenses.get('clinic'))) play('licensed', 'clinic');
  if (!isKnown('fresh') && isKnown('clinic')) play('fresh', 'clinic');
  if (hasAdditional(licenses.get('fresh'))) {
    cast.callers.delete('fresh');
    cast.refused.set('fresh', 'its clinic has one');
  }
  const holders = (['licensed', 'lapsed', 'expiredHolder'] as const).filter((role) =>
    hasAdditional(licenses.get(role)),
  );
  play('reader', holders[0]);
  play('neighbour', holders[1]);
  const reader = licenses.get('reader')?.[0]?.legal_entity_id;
  play(
    'stranger',
    CLINICS.find(
      (role) => hasPrimary(licenses.get(role)) && licenses.get(role)?.[0]?.legal_entity_id !== reader,
    ),
  );
}

/** The licences of a clinic; what was answered instead when its token is not accepted. */
async function listLicenses(origin: string, caller: Caller, send: Send): Promise<ShownLicense[] | string> {
  const result = await send(listRequest(origin, caller));
  if (!isAnswer(result)) return [];
  if (result.status === 401) return 'its token is refused (401)';
  const { data } = (result.body ?? {}) as { data?: unknown };
  return Array.isArray(data) ? data.filter((each) => typeof each?.id === 'string') : [];
}

/** The next clinic that nothing was created for yet; undefined when there is none left. */
export async function takeSpare(origin: string, cast: Cast, send: Send): Promise<Caller | undefined> {
  for (let spare = cast.spares.shift(); spare !== undefined; spare = cast.spares.shift()) {
    const listed = await listLicenses(origin, spare, send);
    if (typeof listed !== 'string' && !hasAdditional(listed)) return spare;
  }
  return undefined;
}

const listRequest = (origin: string, { token, apiKey }: Caller): OutgoingRequest => ({
  method: 'GET',
  url: `${origin}/api/licenses`,
  headers: [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${token}`],
    ...(apiKey === undefined ? [] : ([['API-key', apiKey]] as const)),
  ],
});
