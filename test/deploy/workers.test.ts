/**
 * Goal: WORKERS behind one port are one product: no limit, key or counter is the business of one of them, and the death of
 * one, or of their parent, costs no more than what was under way.
 * Method: one product of two workers, each of them reached over connections of its own, and killed while it serves.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { beginProduct, type RunningProduct, startProduct } from '../fixtures/product.ts';
import { manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { timed } from '../fixtures/timed.ts';

const onlyLinux = process.platform === 'linux' ? {} : { skip: 'finds processes in /proc' };

const RATE_LIMIT_MAX = 40;
const clinics = manyClinics(80);
const world = mergeWorlds(...clinics.map((one) => one.world));
/** For the end, when the others have their licence. */
const [late, later] = [clinics.pop(), clinics.pop()] as [Clinic, Clinic];
let database: TestDatabase;
let product: RunningProduct;

const environment = () => ({
  DATABASE_URL: database.url,
  WORKERS: '2',
  RATE_LIMIT_MAX: String(RATE_LIMIT_MAX),
  TRUSTED_PROXIES: '127.0.0.1',
  DATABASE_POOL_MAX: '4',
});

before(async () => {
  database = await createTestDatabase();
  product = await startProduct({ env: environment(), world });
});
after(async () => {
  await product?.stop();
  await database?.drop();
});

type Answer = { status: number; body: string };
let callers = 0;

/** A caller of its own address and connection, unless told otherwise: in turns they reach every worker. */
function send(
  path: string,
  { by, from = `10.0.${++callers >> 8}.${callers & 255}`, headers = {} }: SendOptions = {},
): Promise<Answer> {
  const body = by && JSON.stringify(licenseBody());
  return new Promise((resolve, reject) => {
    const sent = request(`${product.apiUrl}${path}`, {
      agent: new Agent({ keepAlive: false }),
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-forwarded-for': from,
        ...(by && { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' }),
        ...headers,
      },
    });
    sent.on('error', reject).on('response', async (response) => {
      try {
        resolve({ status: response.statusCode as number, body: (await response.toArray()).join('') });
      } catch (error) {
        reject(error);
      }
    });
    sent.end(body);
  });
}
type SendOptions = { by?: Clinic; from?: string; headers?: Record<string, string> };

const PUBLIC = '/api/dictionaries?name=LICENSE_TYPE';
const nextClinic = () => clinics.pop() as Clinic;
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status).sort();

async function metric(line: RegExp): Promise<number> {
  const text = await (await fetch(`${product.adminUrl}/metrics`)).text();
  return Number(line.exec(text)?.[1]);
}
const answered = () =>
  metric(/^esoz_http_request_duration_seconds_count\{route="\/api\/dictionaries".*\} (\d+)$/m);

const childrenOf = async (pid: number | undefined) =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
const isAlive = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (text) => !/\) [ZX] /.test(text),
    () => false,
  );
const noneIsLeft = (pids: number[]) =>
  eventually('the end of every worker', async () =>
    (await Promise.all(pids.map(isAlive))).every((is) => !is),
  );

test('connections are handed out in turns, and the log says which worker answered', async () => {
  assert.equal(product.ready.workers, 2);
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(PUBLIC)));
  assert.deepEqual(statusesOf(answers), Array(8).fill(200));
  const workers = await eventually('a line a request', () => {
    const lines = product
      .log()
      .split('\n')
      .filter((line) => line.includes('"msg":"request"'));
    return lines.length >= 8 && lines.map((line) => JSON.parse(line).worker);
  });
  assert.deepEqual([...new Set(workers)].sort(), [1, 2]);
});

test('the limit of requests holds for all workers together', async () => {
  const answers = await Promise.all(
    Array.from({ length: RATE_LIMIT_MAX + 10 }, () => send(PUBLIC, { from: '10.9.9.9' })),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, RATE_LIMIT_MAX);
  assert.equal(answers.filter(({ status }) => status === 429).length, 10);
});

test('an idempotency key is one across workers, and so is the first of many identical creations', async () => {
  const [keyed, racing] = [nextClinic(), nextClinic()];
  const headers = { 'x-idempotency-key': 'the-same' };
  const repeated = await Promise.all(
    Array.from({ length: 8 }, () => send('/api/licenses', { by: keyed, headers })),
  );
  assert.equal(
    new Set(repeated.filter(({ status }) => status === 201).map(({ body }) => JSON.parse(body).data.id)).size,
    1,
  );
  assert.ok(
    statusesOf(repeated).every((status) => status === 201 || status === 409),
    String(statusesOf(repeated)),
  );
  const raced = await Promise.all(Array.from({ length: 8 }, () => send('/api/licenses', { by: racing })));
  assert.deepEqual(statusesOf(raced), [201, ...Array(7).fill(409)]);
});

test(
  'kill -9 of a worker loses what it was at, no confirmed write and no counter, and another takes its place',
  onlyLinux,
  async () => {
    const [first] = (await childrenOf(product.process.pid)) as [number];
    const countedBefore = await answered();
    const written: string[] = [];
    let failed = 0;
    const CALLERS = 6;
    const writeUntilNone = async () => {
      for (let by = clinics.pop(); by !== undefined; by = clinics.pop()) {
        const answer = await send('/api/licenses', { by }).catch(() => undefined);
        if (answer === undefined) failed += 1;
        else if (answer.status === 201 && written.push(JSON.parse(answer.body).data.id) === 20)
          process.kill(first, 'SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, writeUntilNone));
    assert.ok(written.length >= 60, `only ${written.length} were written`);
    assert.ok(failed <= CALLERS, `${failed} requests failed of ${CALLERS} at a time`);
    const rows = await database.query('SELECT id FROM licenses WHERE id = ANY($1)', [written]);
    assert.equal(rows.length, written.length, 'a confirmed licence is not there');
    assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 200);
    assert.ok((await answered()) >= countedBefore, 'a counter fell');
    await eventually('another worker', async () => (await metric(/^esoz_workers (\d+)$/m)) === 2);
    assert.equal(await metric(/^esoz_worker_ends_total (\d+)$/m), 1);
    assert.match(product.log(), /another takes its place/);
    assert.ok((await answered()) >= countedBefore, 'a counter fell');
  },
);

test('a port that is taken ends the start as it does with one process', async () => {
  const { port } = new URL(product.apiUrl);
  const second = await beginProduct({ env: { ...environment(), PORT: port }, world: {} });
  assert.equal(await second.exited, 1);
  assert.match(second.log(), /EADDRINUSE[\s\S]*stop it, or set PORT/);
});

test('SIGTERM lets every worker finish, ends with 0 in time, and leaves none behind', onlyLinux, async () => {
  const workers = await childrenOf(product.process.pid);
  assert.equal(workers.length, 2);
  const lock = new pg.Client(database.url);
  await lock.connect();
  await lock.query('BEGIN; SELECT 1 FROM legal_entities FOR UPDATE');
  const inFlight = [late, later].map((by) => send('/api/licenses', { by }));
  await eventually('creations that wait', async () => {
    const rows = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length === inFlight.length;
  });
  // As a terminal does: to all of them.
  for (const pid of workers) process.kill(pid, 'SIGTERM');
  const stopped = timed(product.stop());
  await eventually(
    'the word that it drains',
    async () => (await fetch(`${product.adminUrl}/ready`)).status === 503,
  );
  await lock.end();
  assert.deepEqual(statusesOf(await Promise.all(inFlight)), [201, 201]);
  const { value: code, ms } = await stopped;
  assert.equal(code, 0);
  assert.ok(ms < 10_000, `took ${ms} ms`);
  await noneIsLeft(workers);
});

test('workers end with a parent that is killed', onlyLinux, async () => {
  product = await startProduct({ env: environment(), world: {} });
  const workers = await childrenOf(product.process.pid);
  assert.equal(workers.length, 2);
  await product.kill();
  await noneIsLeft(workers);
});
