import type { ApiKey, Client, Token } from './authorization-world.ts';

/** What a method asks of its callers: a row of the table of SPEC 3. */
export type Demand = { scope: string; key: 'for a BROKER' | 'always' } | 'a key alone' | 'nothing';

/** What one request shows; null where it shows something that nobody was ever given. */
export type Shown = { token: Token | null | undefined; key: ApiKey | null | undefined };

export type Verdict =
  | 'let through'
  | 'Api key is not set'
  | 'Invalid api key'
  | 'Invalid access token'
  | `missing ${string}`;

/** SPEC 3, 11.5 and 11.6, said in other words than the program says them. */
export function judge(demand: Demand, { token, key }: Shown): Verdict {
  if (demand === 'nothing') return 'let through';
  const tokenIsLive = token != null && isLive(token);
  const keyIsLive = key != null && opens(key, tokenIsLive && demand !== 'a key alone' ? token : null);
  if (demand === 'a key alone' || demand.key === 'always') {
    if (key === undefined) return 'Api key is not set';
    if (!keyIsLive) return 'Invalid api key';
    if (demand === 'a key alone') return 'let through';
  }
  if (!tokenIsLive) return 'Invalid access token';
  const isBroker = (token.foreign?.accessType ?? token.client.accessType) === 'BROKER';
  if ((isBroker || key !== undefined) && !keyIsLive) return 'Invalid access token';
  return demand.scope === '' || token.scopes.includes(demand.scope)
    ? 'let through'
    : `missing ${demand.scope}`;
}

function isLive({ client, user, lifeMs, own, foreign }: Token): boolean {
  const people = [client.isBlocked, user.isBlocked];
  const { family } = own ?? {};
  const signIn = family
    ? [
        family.isRevoked,
        family.isWithdrawn,
        family.connection.isBlocked,
        family.connection.consumer.isBlocked,
      ]
    : [];
  const ends = [lifeMs <= 0, own?.isRevoked, foreign?.isForged];
  return ![...people, ...signIn, ...ends].includes(true);
}

function opens({ client, lifeMs, isRevoked }: ApiKey, token: Token | null): boolean {
  if (isRevoked || client.isBlocked || (lifeMs !== null && lifeMs <= 0)) return false;
  return !client.isPublic || token?.own?.family?.connection.consumer === client;
}

/** Who sees whose records: a legal entity its own, НСЗУ and MIS those of legal entities at large (SPEC 5, 10). */
export const seesEntity = (caller: Client, id: string): boolean =>
  caller.id === id || caller.type === 'NHS' || caller.type === 'MIS';
