import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CLAIMS, sign } from '../fixtures/foreign-token.ts';
import { STARTS_AT } from '../fixtures/served-app.ts';

/**
 * A registry of callers of every kind, as facts that the test changes together with their rows. Facts differ from those of a
 * welcome caller one at a time more often than in many ways.
 */
export type Client = {
  id: string;
  type: string;
  accessType: 'DIRECT' | 'BROKER';
  isPublic: boolean;
  isBlocked: boolean;
  /** Named by the other issuer alone: there is no row to change. */
  isUnknown?: true;
};
export type User = { id: string; roles: string[]; isBlocked: boolean; isUnknown?: true };
export type Connection = { id: string; client: Client; consumer: Client; isBlocked: boolean };
export type Family = {
  id: string;
  connection: Connection;
  user: User;
  isRevoked: boolean;
  isWithdrawn: boolean;
};
export type Token = {
  value: string;
  client: Client;
  user: User;
  scopes: string[];
  /** From the moment of the test on, which stands still. */
  lifeMs: number;
  /** Of a token of ours alone. */
  own?: { id: string; family: Family | null; isRevoked: boolean };
  /** Of a token of the other issuer alone. */
  foreign?: { accessType: 'DIRECT' | 'BROKER' | undefined; isForged: boolean };
};
export type ApiKey = { id: string; value: string; client: Client; lifeMs: number | null; isRevoked: boolean };

export type World = {
  clients: Client[];
  users: User[];
  connections: Connection[];
  families: Family[];
  tokens: Token[];
  keys: ApiKey[];
};

const mostly = <T>(good: T, ...others: T[]) =>
  fc.oneof(
    { arbitrary: fc.constant(good), weight: 15 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );
const rarely = mostly(false, true);
const id = () => fc.constant(null).map(() => randomUUID() as string);
const secret = () => fc.constant(null).map(() => randomBytes(32).toString('base64url'));
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) => fc.sample(arbitrary, count);
const life = mostly(3_600_000, 1, 0, -1, -3_600_000);

/** @param scopes that methods ask for; tokens get some of them, and some that are none */
export async function makeWorld(scopes: readonly string[]): Promise<World> {
  const scope = fc.oneof(
    fc.constant([...scopes]),
    fc.subarray([...scopes]),
    fc.subarray([...scopes.map((each) => `${each}s`), ...scopes.map((each) => each.toUpperCase()), 'a', '*']),
  ) as fc.Arbitrary<string[]>;
  const clients = sample(
    fc.record({
      id: id(),
      type: fc.constantFrom('MSP', 'MSP', 'PHARMACY', 'NHS', 'MIS'),
      accessType: fc.constantFrom('DIRECT' as const, 'BROKER' as const),
      isPublic: fc.constantFrom(false, false, false, true),
      isBlocked: rarely,
    }),
    24,
  );
  const roles = fc.subarray(['OWNER', 'ADMIN', 'NHS_CONTRACTS', 'NHS_REGISTRY', 'OPERATOR', 'MIS']);
  const users = sample(fc.record({ id: id(), roles, isBlocked: rarely }), 16);
  const ofClients = fc.constantFrom(...clients);
  const pairs = sample(
    fc.record({ id: id(), client: ofClients, consumer: ofClients, isBlocked: rarely }),
    60,
  );
  const connections = [...new Map(pairs.map((each) => [each.client.id + each.consumer.id, each])).values()];
  const families = sample(
    fc.record({
      id: id(),
      connection: fc.constantFrom(...connections),
      user: fc.constantFrom(...users),
      isRevoked: rarely,
      isWithdrawn: rarely,
    }),
    80,
  );
  const issued = sample(
    fc.record({
      value: secret(),
      scopes: scope,
      lifeMs: life,
      client: ofClients,
      user: fc.constantFrom(...users),
      own: fc.record({
        id: id(),
        family: fc.option(fc.constantFrom(...families), { freq: 3 }),
        isRevoked: rarely,
      }),
    }),
    400,
  ).map((token) => {
    const { family } = token.own;
    return family ? { ...token, client: family.connection.client, user: family.user } : token;
  });
  const keys = sample(
    fc.record({
      id: id(),
      value: secret(),
      client: ofClients,
      lifeMs: fc.oneof(fc.constant(null), life),
      isRevoked: rarely,
    }),
    60,
  );
  const stranger: User = { id: randomUUID(), roles: [], isBlocked: false, isUnknown: true };
  const nobody: Client = { ...(clients[0] as Client), id: randomUUID(), isBlocked: true, isUnknown: true };
  const foreign = sample(
    fc.record({
      scopes: scope,
      lifeMs: mostly(3_600_000, 1_000, 0, -1_000),
      client: fc.oneof({ arbitrary: ofClients, weight: 15 }, { arbitrary: fc.constant(nobody), weight: 1 }),
      user: fc.constantFrom(...users, stranger),
      foreign: fc.record({
        accessType: fc.constantFrom(undefined, 'DIRECT' as const, 'BROKER' as const),
        isForged: rarely,
      }),
    }),
    100,
  );
  const jwts = await Promise.all(foreign.map(async (token) => ({ ...token, value: await signed(token) })));
  return { clients, users, connections, families, tokens: [...issued, ...jwts], keys };
}

async function signed({ client, user, scopes, lifeMs, foreign }: Omit<Token, 'value'>): Promise<string> {
  const times = { iat: STARTS_AT.getTime() / 1000 - 60, exp: (STARTS_AT.getTime() + lifeMs) / 1000 };
  const { accessType: access_type, isForged } = foreign as NonNullable<Token['foreign']>;
  const claims = { ...CLAIMS, ...times, client_id: client.id, sub: user.id, scope: scopes, access_type };
  const value = await sign(claims);
  return isForged ? value.replace(/[^.]+$/, (signature) => signature.split('').reverse().join('')) : value;
}
