/**
 * Goal: one key, one piece of work, one stored answer.
 * Method: the function on PostgreSQL with pieces of work that are a few lines.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { useRegistry } from '../../test/fixtures/open-registry.ts';
import { clockFrom } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors, unavailable } from '../platform/errors/http-errors.ts';
import { type IdempotentRequest, readIdempotencyKey, runOnce } from './idempotency.ts';

const registry = useRegistry({ max: 4 });
let now = new Date('2026-06-01T12:00:00Z');
const clock = clockFrom(() => now, 'Europe/Kyiv');

const request = (overrides: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  clientId: randomUUID(),
  key: 'key',
  method: 'POST',
  path: '/api/licenses',
  body: Buffer.from('{}'),
  ...overrides,
});

/** Work that counts how often it was done, in the database: what is rolled back does not count. */
function work(outcome: () => unknown = () => ({ done: true })) {
  const name = `P_${randomUUID()}`;
  const run = async (db: Database) => {
    await db.query(
      `INSERT INTO parameters (name, value, updated_at, updated_by) VALUES ($1, '', now(), gen_random_uuid())`,
      [name],
    );
    return { status: 201, payload: { data: await outcome() } };
  };
  const isDone = async () =>
    (await registry.database.query('SELECT 1 FROM parameters WHERE name = $1', [name])).length === 1;
  return { run, isDone };
}

describe('the header X-Idempotency-Key', () => {
  const read = (...values: string[]) =>
    readIdempotencyKey({
      headers: values.length === 0 ? {} : { 'x-idempotency-key': values.join(', ') },
      rawHeaders: values.flatMap((value) => ['X-Idempotency-Key', value]),
    } as unknown as IncomingMessage);

  test('is absent, or one to 255 visible ASCII characters, to the letter', () => {
    assert.equal(read(), null);
    for (const key of ['a', '~!"#', 'x'.repeat(255), "';DROP"]) assert.equal(read(key), key);
  });

  test('is refused when it is empty, longer, has other characters or is there twice', () => {
    for (const values of [[''], ['x'.repeat(256)], ['a b'], ['ключ'], ['a\tb'], ['a', 'a'], ['a', 'b']]) {
      const outcome = read(...values);
      assert.equal(typeof outcome === 'object' && outcome?.rule, 'format', values.join());
    }
  });
});

describe('a request with a key', () => {
  test('is carried out once, and the same request again gets the first answer', async () => {
    const same = request();
    const { run, isDone } = work();
    const first = await runOnce(registry.pool, clock, same, run);
    assert.deepEqual(first, { status: 201, payload: { data: { done: true } }, replayed: false });
    const second = await runOnce(registry.pool, clock, same, () => assert.fail('carried out again'));
    const unsaid = { headers: undefined, code: undefined };
    assert.deepEqual(second, { status: 201, payload: { data: { done: true } }, replayed: true, ...unsaid });
    assert.ok(await isDone());
  });

  test('keeps the order of the keys of its answer', async () => {
    const same = request();
    const answer = { status: 201, payload: { data: { zebra: 1, apple: { y: 1, x: 2 }, 10: 1 } } };
    const first = await runOnce(registry.pool, clock, same, async () => answer);
    const second = await runOnce(registry.pool, clock, same, () => assert.fail());
    assert.equal(JSON.stringify(second.payload), JSON.stringify(first.payload));
  });

  test('that a business rule refused leaves the refusal and nothing else', async () => {
    const same = request();
    const { run, isDone } = work(() => {
      throw new ApiError(httpErrors.scopeMissing, { values: { scopes: 'x' } });
    });
    const first = await runOnce(registry.pool, clock, same, run);
    assert.equal(first.status, 403);
    assert.equal(await isDone(), false);
    const second = await runOnce(registry.pool, clock, same, () => assert.fail());
    assert.deepEqual(second, { ...first, replayed: true });
  });

  test('that failed with 5xx leaves nothing: the repetition is carried out', async () => {
    for (const failure of [unavailable('away'), new TypeError('a mistake of ours')]) {
      const same = request();
      const failing = work(() => {
        throw failure;
      });
      await assert.rejects(runOnce(registry.pool, clock, same, failing.run), failure);
      assert.equal(await failing.isDone(), false);
      const { run, isDone } = work();
      assert.equal((await runOnce(registry.pool, clock, same, run)).replayed, false);
      assert.ok(await isDone());
    }
  });

  test('is another one with another client, method, path or key', async () => {
    const same = request();
    await runOnce(registry.pool, clock, same, work().run);
    for (const other of [
      { clientId: randomUUID() },
      { method: 'PATCH' },
      { path: '/api/licenses/x' },
      { key: 'KEY' },
    ]) {
      assert.equal((await runOnce(registry.pool, clock, { ...same, ...other }, work().run)).replayed, false);
    }
  });

  test('and another body is refused with the entry of the header, and is not carried out', async () => {
    const same = request();
    await runOnce(registry.pool, clock, same, work().run);
    const other = { ...same, body: Buffer.from('{ }') };
    await assert.rejects(
      runOnce(registry.pool, clock, other, () => assert.fail()),
      (error: ApiError) => {
        assert.equal(error.definition.status, 422);
        assert.equal(error.invalid?.[0]?.entry, 'X-Idempotency-Key');
        assert.equal(error.invalid?.[0]?.rules?.[0]?.rule, 'invalid');
        return true;
      },
    );
  });

  test('is a new one after 24 hours, and not a moment before', async () => {
    const same = request();
    const began = now;
    try {
      await runOnce(registry.pool, clock, same, work().run);
      now = new Date(began.getTime() + 24 * 3_600_000 - 1);
      assert.equal((await runOnce(registry.pool, clock, same, () => assert.fail())).replayed, true);
      now = new Date(began.getTime() + 24 * 3_600_000);
      const other = { ...same, body: Buffer.from('another') };
      assert.equal((await runOnce(registry.pool, clock, other, work().run)).replayed, false);
    } finally {
      now = began;
    }
  });

  test('while the first still runs waits for it, and after two seconds is told to come back', async () => {
    const same = request();
    const finish = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const first = runOnce(registry.pool, clock, same, async () => {
      started.resolve();
      await finish.promise;
      return { status: 201, payload: { data: {} } };
    });
    await started.promise;
    const began = performance.now();
    await assert.rejects(
      runOnce(registry.pool, clock, same, () => assert.fail()),
      (error: ApiError) => {
        assert.equal(error.definition.code, 'idempotency-key-in-use');
        assert.equal(error.headers['retry-after'], '1');
        return true;
      },
    );
    assert.ok(performance.now() - began > 1_900);
    const waiting = runOnce(registry.pool, clock, same, () => assert.fail());
    finish.resolve();
    assert.equal((await first).replayed, false);
    assert.equal((await waiting).replayed, true);
  });
});
