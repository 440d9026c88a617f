import { isUuid } from '../../platform/json/validator.ts';
import { parseScopes } from '../access.ts';
import { type Issuer, TokenRefused } from './issuer.ts';

/** Who calls, as a verified token says it. */
export type ForeignCaller = {
  clientId: string;
  userId: string;
  scopes: readonly string[];
  /** Undefined: the client's own. */
  accessType: 'DIRECT' | 'BROKER' | undefined;
};

/** @throws TokenRefused naming the claim that is missing or not of its form */
export function callerOf(payload: Readonly<Record<string, unknown>>, names: Issuer['claims']): ForeignCaller {
  const claim = (name: string) => (Object.hasOwn(payload, name) ? payload[name] : undefined);
  const client = names.client.map(claim).find((value) => value !== undefined);
  return {
    clientId: uuid('client', client),
    userId: uuid('user', claim(names.user)),
    scopes: scopesOf(claim(names.scope)),
    accessType: names.accessType === undefined ? undefined : accessTypeOf(claim(names.accessType)),
  };
}

/** The registry knows clients and people by uuids, and writes them where no other text fits. */
function uuid(what: string, value: unknown): string {
  if (typeof value !== 'string' || !isUuid(value)) throw new TokenRefused(what);
  return value.toLowerCase();
}

/** As RFC 8693 has it, or an array of names. None is a scope of none: what is missing is told then. */
function scopesOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return parseScopes(value);
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw new TokenRefused('scope');
}

function accessTypeOf(value: unknown): ForeignCaller['accessType'] {
  if (value === undefined || value === 'DIRECT' || value === 'BROKER') return value;
  throw new TokenRefused('access type');
}
