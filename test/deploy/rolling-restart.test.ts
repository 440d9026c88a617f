/**
 * Goal: products behind a load balancer are replaced one after the other, and no caller notices.
 * Method: three products behind Debian's HAProxy with the configuration of `deploy/haproxy/`, under reads and writes that
 * never pause, over connections that are kept and others that are not, while each is told to stop and started anew.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const HAPROXY = '/usr/sbin/haproxy';
const CONFIGURATION = fileURLToPath(new URL('../../deploy/haproxy/haproxy.cfg', import.meta.url));
const skip = existsSync(HAPROXY) ? false : 'needs HAProxy: apt-get install haproxy';

const NAMES = ['ONE', 'TWO', 'THREE'] as const;
const clinics = manyClinics(30);
const ends: (() => Promise<unknown>)[] = [];
let balancer: string;
let database: TestDatabase;
const products: ((env?: Record<string, string>) => Promise<RunningProduct>)[] = [];
const running: RunningProduct[] = [];

before(async () => {
  if (skip) return;
  database = await createTestDatabase();
  ends.push(database.drop);
  const variables: Record<string, string> = {};
  for (const name of NAMES) {
    const [port, adminPort] = [await freePort(), await freePort()];
    variables[`SERVER_${name}`] = `127.0.0.1:${port}`;
    variables[`ADMIN_${name}`] = String(adminPort);
    products.push((env) => startOn(port, adminPort, env));
  }
  const port = await freePort();
  balancer = `http://127.0.0.1:${port}`;
  variables.API_ADDRESS = `127.0.0.1:${port}`;
  const haproxy = spawn(HAPROXY, ['-db', '-f', CONFIGURATION], { env: variables, stdio: 'ignore' });
  ends.push(() => stopped(haproxy));
});
after(async () => {
  for (const end of ends.reverse()) await end();
});

function stopped(process: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  return ended;
}

let isFirst = true;
function startOn(port: number, adminPort: number, env: Record<string, string> = {}): Promise<RunningProduct> {
  const world = isFirst ? mergeWorlds(...clinics.map((one) => one.world)) : {};
  isFirst = false;
  return startProduct({
    env: {
      DATABASE_URL: database.url,
      DATABASE_POOL_MAX: '4',
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      TRUSTED_PROXIES: '127.0.0.1',
      DRAIN_DELAY_SECONDS: '2',
      ...env,
    },
    world,
  });
}

type Counts = { answered: number; failed: string[] };

/** One call; whatever is no success is a failure, with its words. */
function send(agent: Agent, counts: Counts, by?: Clinic): Promise<void> {
  return new Promise((resolve) => {
    const end = (failure?: string) => {
      if (failure === undefined) counts.answered += 1;
      else counts.failed.push(failure);
      resolve();
    };
    const path = by ? '/api/licenses' : '/api/dictionaries?name=LICENSE_TYPE';
    const sent = request(`${balancer}${path}`, {
      agent,
      method: by ? 'POST' : 'GET',
      headers: by && {
        authorization: `Bearer ${by.token}`,
        'content-type': 'application/json',
        'x-idempotency-key': by.id,
      },
    });
    sent.on('error', (error) => end(`${path}: ${error.message}`));
    sent.on('response', (response) => {
      response.resume().on('error', (error) => end(`${path}: ${error.message}`));
      response.on('end', () =>
        end(response.statusCode === (by ? 201 : 200) ? undefined : `${path}: ${response.statusCode}`),
      );
    });
    sent.end(by && JSON.stringify(licenseBody()));
  });
}

/** Callers that never stop asking, each at its own pace; a write is repeated with its key, as a careful MIS does. */
function load(counts: Counts, until: AbortSignal): Promise<unknown> {
  const caller = async (keepAlive: boolean, writes: boolean) => {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    for (let turn = 0; !until.aborted; turn += 1) {
      await send(agent, counts, writes ? clinics[turn % clinics.length] : undefined);
      await delay(30);
    }
    agent.destroy();
  };
  const kinds = [true, false].flatMap((keep) => [true, false].map((writes) => [keep, writes] as const));
  return Promise.all(kinds.map(([keep, writes]) => caller(keep, writes)));
}

test('each of three products is replaced under load, and no request fails', { skip }, async () => {
  for (const start of products) running.push(await start());
  ends.push(() => Promise.all(running.map((one) => one.stop())));
  await eventually(
    'a balancer that serves',
    async () => (await fetch(`${balancer}/api/dictionaries`)).status === 200,
  );

  const counts: Counts = { answered: 0, failed: [] };
  const over = new AbortController();
  const loading = load(counts, over.signal);
  for (const [at, start] of products.entries()) {
    const before = counts.answered;
    assert.equal(await (running[at] as RunningProduct).stop(), 0);
    running[at] = await start();
    assert.ok(counts.answered > before, 'nothing was asked meanwhile');
  }
  over.abort();
  await loading;
  assert.deepEqual(counts.failed, []);
});

test('what a caller says of itself in X-Forwarded-Host and X-Forwarded-For is not believed', {
  skip,
}, async () => {
  const answer = await fetch(`${balancer}/nowhere`, {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '203.0.113.9' },
  });
  const { meta } = (await answer.json()) as { meta: { url: string } };
  assert.equal(meta.url, `${balancer}/nowhere`);
});

test('while AEL is away the balancer leaves the products in place, and licences go on', {
  skip,
}, async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  const [start] = products;
  const env = { AEL_URL: `http://127.0.0.1:${await freePort()}`, AEL_TOKEN: 'a'.repeat(32) };
  const alone = await (start as NonNullable<typeof start>)(env);
  running.push(alone);
  const ask = async () => (await fetch(`${balancer}/api/dictionaries`)).status;
  await eventually('a balancer that serves', async () => (await ask()) === 200);
  const { status } = await fetch(`${alone.adminUrl}/ready`);
  assert.equal(status, 503);
});
