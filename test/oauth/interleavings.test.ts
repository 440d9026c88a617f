/**
 * Goal: whatever order programs, thieves and people come in, a code never leads to two living refresh tokens, and an honest
 * client never loses its session: it ends when the code comes a second time, a refresh token comes back after 30 seconds, or
 * somebody ends it, and then all of it ends; never otherwise.
 * Method: random interleavings of issue, redeem, refresh, replay and revoke on three pools, as three processes have them,
 * against a model that knows these four sentences alone. `INTERLEAVINGS=10000` runs so many; the seed is told.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { findCredentials } from '../../src/auth/credentials.queries.ts';
import { hashSecret } from '../../src/auth/secrets.ts';
import { revokeFamily } from '../../src/oauth/family.ts';
import { redeemCode, refresh } from '../../src/oauth/tokens/exchange.ts';
import type { GrantedTokens } from '../../src/oauth/tokens/grant.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { type Pool, writesInTurns } from '../../src/platform/database/pool.ts';
import { isTransient } from '../../src/platform/database/postgres-errors.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { openPool } from '../fixtures/open-registry.ts';
import { codeOf } from './flow.ts';
import { CLINIC_URI, SECRET, usePeople } from './world.ts';

const COUNT = Number(process.env.INTERLEAVINGS ?? 250);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
/** At a time: enough that processes wait for each other. */
const AT_ONCE = 12;
const MAX_ATTEMPTS = 5;
const BEGAN = Date.UTC(2026, 10, 26);

type Step =
  /** The code is shown. */
  | { kind: 'redeem'; process: number }
  /** The newest refresh token is used, or one so many before it. */
  | { kind: 'refresh'; process: number; back: number }
  | { kind: 'revoke'; process: number };
/** Steps of the same moment, and how long nothing happens after them. */
type Round = { steps: Step[]; thenMs: number };

const process_ = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('redeem' as const), process: process_ }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('refresh' as const),
      process: process_,
      back: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.constantFrom(1, 2) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), process: process_ }) },
);
const round: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  thenMs: fc.constantFrom(0, 0, 10_000, 30_000, 30_001, 40_000),
});
const begin: fc.Arbitrary<Round> = fc.record({
  steps: fc.tuple(fc.record({ kind: fc.constant('redeem' as const), process: process_ })),
  thenMs: fc.constantFrom(0, 30_001),
});
const interleaving = fc
  .tuple(begin, fc.array(round, { minLength: 1, maxLength: 6 }))
  .map(([first, others]) => [first, ...others]);

const people = usePeople();
let pools: Pool[] = [];
after(async () => {
  for (const pool of pools) await pool.end();
});

test(`${COUNT} interleavings on three processes (SEED=${SEED})`, async () => {
  pools = [0, 1, 2].map(() => openPool(people.database, { max: 6 }));
  const processes = pools.map((db) => ({ db, writes: writesInTurns(db) }));
  const cases = fc.sample(interleaving, { numRuns: COUNT, seed: SEED });
  let next = 0;
  const lane = async () => {
    for (let each = cases[next++]; each !== undefined; each = cases[next++]) await play(each, processes);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const split = await people.database.query(
    'SELECT family_id FROM refresh_tokens WHERE used_at IS NULL GROUP BY 1 HAVING count(*) > 1',
  );
  assert.deepEqual(split, [], 'no family has two refresh tokens that were not used');
});

type Process = { db: Pool; writes: ReturnType<typeof writesInTurns> };

/** Plays one interleaving, and holds what happens against the model. */
async function play(rounds: Round[], processes: Process[]): Promise<void> {
  let nowMs = BEGAN;
  const clock = clockFrom(() => new Date(nowMs), 'Europe/Kyiv');
  const grants = { accessTokenTtlSeconds: 3600, rotatesRefreshTokens: true };
  const services = processes.map((each) => ({ ...each, clock, grants }));
  const code = await codeOf({ pool: processes[0]?.db as Pool, ids: people.ids, clock });
  const client = { clientId: people.ids.clinic, clientSecret: SECRET, apiKey: undefined, scope: null };
  const observer = { requestId: 'interleaving', observeRefusal: () => {} };
  const context = () => `SEED=${SEED} ${JSON.stringify(rounds)} at ${nowMs - BEGAN} ms`;

  /** The model: refresh tokens in the order of their birth, with the moment of their use. */
  const tokens: { value: string; access: string; usedAtMs?: number }[] = [];
  const answers = new Map<string, string>();
  let redeemed = 0;
  let hasEnded = false;

  const carryOut = async (
    each: Step,
    attempt = 1,
  ): Promise<{ presented: string; answer?: GrantedTokens } | undefined> => {
    const given = services[each.process] as (typeof services)[number];
    if (each.kind === 'revoke') {
      const [family] = await people.database.query<{ id: string }>(
        'SELECT id FROM token_families WHERE code_hash = $1',
        [hashSecret(code)],
      );
      await revokeFamily(given.db, family?.id as string, {
        now: clock.now(),
        requestId: 'interleaving',
        reason: 'revocation',
      });
      return undefined;
    }
    const presented = each.kind === 'redeem' ? code : tokens.at(-1 - each.back)?.value;
    if (presented === undefined) return undefined;
    const exchange =
      each.kind === 'redeem'
        ? redeemCode(
            given,
            {
              ...client,
              dialect: 'rfc6749',
              grantType: 'authorization_code',
              code,
              redirectUri: CLINIC_URI,
              verifier: null,
            },
            observer,
          )
        : refresh(
            given,
            { ...client, dialect: 'rfc6749', grantType: 'refresh_token', refreshToken: presented },
            observer,
          );
    try {
      return { presented, answer: await exchange };
    } catch (error) {
      // No answer, as on a machine that does much else: an honest client asks again.
      if (isTransient(error) && attempt < MAX_ATTEMPTS) return carryOut(each, attempt + 1);
      assert.ok(error instanceof ApiError && error.definition.status === 401, `${error} ${context()}`);
      return { presented };
    }
  };

  for (const { steps, thenMs } of rounds) {
    // What ends the family in this round: known beforehand, whatever the order.
    redeemed += steps.filter(({ kind }) => kind === 'redeem').length;
    const isStale = steps.some((each) => {
      const used = each.kind === 'refresh' ? tokens.at(-1 - each.back)?.usedAtMs : undefined;
      return used !== undefined && nowMs - used > 30_000;
    });
    hasEnded ||= redeemed > 1 || isStale || steps.some(({ kind }) => kind === 'revoke');

    const outcomes = (await Promise.all(steps.map(carryOut))).filter((outcome) => outcome !== undefined);
    for (const { presented, answer } of outcomes) {
      if (answer === undefined) {
        assert.ok(hasEnded, `an honest client was refused: ${context()}`);
        continue;
      }
      const text = JSON.stringify(answer);
      const before = answers.get(presented);
      assert.equal(before ?? text, text, `two answers to one token: ${context()}`);
      if (before !== undefined) continue;
      answers.set(presented, text);
      const used = tokens.find(({ value }) => value === presented);
      if (used) used.usedAtMs = nowMs;
      tokens.push({ value: answer.refreshToken, access: answer.value });
    }
    nowMs += thenMs;
  }

  const isAccepted = async (access: string, { db }: Process) => {
    const question = {
      token_hash: hashSecret(access),
      api_key_hash: null,
      instant: clock.now().toISOString(),
    };
    return (await findCredentials(db, question))[0]?.token_id !== null;
  };
  const alive = await Promise.all(
    tokens.map(({ access }, at) => isAccepted(access, processes[at % 3] as Process)),
  );
  assert.ok(
    alive.every((each) => each === !hasEnded),
    `${hasEnded ? 'something lives on' : 'something has ended'}: ${context()}`,
  );
  const last = await carryOut({ kind: 'refresh', process: 0, back: 0 });
  assert.equal(last?.answer !== undefined, tokens.length > 0 && !hasEnded, `the newest: ${context()}`);
}
