import { fileNameOf, type GivenRole, ROLES } from './roles.ts';

/** A token, and the API key that goes with it. */
export type Caller = { token: string; apiKey?: string };

/** Who may be whom. `spare` are many: each is used up by one case. */
export type Credentials = {
  callers: Partial<Record<Exclude<GivenRole, 'spare'>, Caller>>;
  spares: readonly Caller[];
  inactiveLicense?: string;
};

/** A credentials file does not have its form; `mistakes` says where. */
export class CredentialsError extends Error {}

type Entry = { token?: unknown; api_key?: unknown };
const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** What goes into a header as it stands. */
const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,4096}$/.test(value);

/**
 * A credentials file: `{"clinic": {"token": "…", "api_key": "…"}, "spare": [{"token": "…"}], "inactive_license": "uuid"}`.
 * Roles are those of roles.ts, each optional.
 * @throws CredentialsError that names the first thing that is wrong
 */
export function readCredentials(document: unknown): Credentials {
  if (!isEntry(document)) throw new CredentialsError('the credentials file must be an object of roles');
  const roles = new Map(Object.keys(ROLES).map((role) => [fileNameOf(role), role as GivenRole]));
  const read: Credentials & { spares: Caller[] } = { callers: {}, spares: [] };
  for (const [name, value] of Object.entries(document)) {
    const role = roles.get(name);
    if (name === 'inactive_license' && typeof value === 'string' && /^[\w-]{1,64}$/.test(value))
      read.inactiveLicense = value;
    else if (role === 'spare')
      read.spares.push(...asList(value).map((each, at) => callerOf(each, `spare.[${at}]`)));
    else if (role !== undefined) read.callers[role] = callerOf(value, name);
    else
      throw new CredentialsError(
        `${JSON.stringify(name)} is no role: known are ${[...roles.keys()].join(', ')}`,
      );
  }
  return read;
}

function asList(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new CredentialsError('spare must be a list');
  return value;
}

function callerOf(value: unknown, at: string): Caller {
  const { token, api_key } = isEntry(value) ? value : {};
  if (!isSecret(token)) throw new CredentialsError(`${at} must have a token: visible ASCII characters`);
  if (api_key === undefined) return { token };
  if (!isSecret(api_key)) throw new CredentialsError(`${at}.api_key must be visible ASCII characters`);
  return { token, apiKey: api_key };
}

/**
 * The token that was given on the command line stands for a clinic: what it has is found out.
 * @throws CredentialsError for what no header can hold
 */
export function singleCaller(token: string, apiKey?: string): Credentials {
  if (!isSecret(token) || !(apiKey === undefined || isSecret(apiKey)))
    throw new CredentialsError('token and API key must be visible ASCII characters');
  return { callers: { clinic: { token, ...(apiKey === undefined ? {} : { apiKey }) } }, spares: [] };
}
