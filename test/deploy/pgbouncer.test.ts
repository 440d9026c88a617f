/**
 * Goal: behind a pooler that gives many callers two servers, each is answered as without; and one that nobody has told of is
 * noticed before the first request.
 * Method: Debian's PgBouncer with our configuration, before Debian's PostgreSQL made by our script; two processes' worth of
 * the API in this one.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { runDoctor } from '../../src/doctor/doctor.ts';
import { createClock } from '../../src/platform/clock.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import type { TestDatabase } from '../fixtures/database.ts';
import { type DebianPostgres, startDebianPostgres } from '../fixtures/debian-postgres.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { type Pgbouncer, startPgbouncer, whyNoPgbouncer } from '../fixtures/pgbouncer.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, mergeWorlds } from '../fixtures/registry.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const PASSWORDS = { OWNER_PASSWORD: 'of-the-owner', APP_PASSWORD: 'of-the-product' };
const SERVERS = 2;
const CALLERS = 50;

describe('PgBouncer in transaction mode', { skip: whyNoPgbouncer() }, () => {
  const ends: (() => Promise<unknown>)[] = [];
  const clinics = manyClinics(CALLERS + 100);
  const nextClinic = () => clinics.pop() as Clinic;
  let server: DebianPostgres;
  let admin: pg.Client;
  let pooler: Pgbouncer;
  let userLine: string;
  let apps: AppInProcess[];
  const direct = (user: string, password: string) =>
    new URL(`postgres://${user}:${password}@${server.host}/registry`);
  const asApplication = () => direct('esoz_app', PASSWORDS.APP_PASSWORD);

  before(async () => {
    server = await startDebianPostgres();
    ends.push(server.stop);
    const made = spawnSync(
      'psql',
      ['-XqAt', '-v', 'database=registry', '-f', path.join(ROOT, 'db/create-database.sql'), server.adminUrl],
      { env: { ...process.env, ...PASSWORDS }, encoding: 'utf8' },
    );
    assert.equal(made.status, 0, made.stderr);
    await migrate(direct('registry_owner', PASSWORDS.OWNER_PASSWORD).href);
    admin = new pg.Client(server.adminUrl);
    await admin.connect();
    ends.push(() => admin.end());
    userLine = await askedForUserLine();
    pooler = await startPgbouncer(asApplication(), userLine, { default_pool_size: SERVERS });
    ends.push(pooler.stop);
    const clock = createClock({ timeZone: 'Europe/Kyiv' });
    const open = async () => {
      const app = await openApp({ url: pooler.url } as TestDatabase, { clock, max: 16, isPooled: true });
      ends.push(app.close);
      return app;
    };
    apps = [await open(), await open()];
    await loadWorld(app().pool, clock, mergeWorlds(...clinics.map((one) => one.world)));
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  const app = (at = 0) => apps[at % apps.length] as AppInProcess;
  const atOnce = <T>(count: number, work: (at: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, at) => work(at)));
  const doctor = async (url: string, env: Record<string, string> = {}) => {
    const findings = await runDoctor({
      DATABASE_URL: url,
      PORT: '0',
      ADMIN_PORT: '0',
      STORE_PORT: '0',
      ...env,
    });
    return (name: string) => findings.find((finding) => finding.name === name);
  };

  /** As the configuration tells an operator. */
  async function askedForUserLine(): Promise<string> {
    const example = await readFile(path.join(ROOT, 'deploy/pooler/pgbouncer.ini'), 'utf8');
    const question = /^; {3}(SELECT .*)$/m.exec(example)?.[1] as string;
    const { rows } = await admin.query(question);
    return rows[0].format;
  }

  test('fifty callers of two processes create, read and list on two servers', async () => {
    await atOnce(CALLERS, async (at) => {
      const by = nextClinic();
      assertStatus(await createLicense(app(at).url, by), 201);
      const listed = await call(`${app(at + 1).url}/api/licenses`, { token: by.token });
      assertStatus(listed, 200);
      assert.equal(listed.body.data.length, 2, listed.describe());
    });
    const { rows } = await admin.query("SELECT FROM pg_stat_activity WHERE usename = 'esoz_app'");
    assert.ok(rows.length <= SERVERS, `${rows.length} servers`);
  });

  test('of requests that race one wins, and a key is answered once', async () => {
    const by = nextClinic();
    const raced = await atOnce(8, (at) => createLicense(app(at).url, by));
    assert.equal(raced.filter(({ status }) => status === 201).length, 1);
    assert.deepEqual([...new Set(raced.map(({ status }) => status))].sort(), [201, 409]);
    const [other, key] = [nextClinic(), randomUUID()];
    const repeated = await atOnce(8, (at) => createLicense(app(at).url, other, { 'X-Idempotency-Key': key }));
    assert.deepEqual(
      repeated.map(({ status }) => status),
      repeated.map(() => 201),
      repeated.map((each) => each.describe()).join('\n'),
    );
    assert.equal(new Set(repeated.map(({ body }) => body.data.id)).size, 1);
  });

  test('a list ends at its own limit, which nobody else inherits', async () => {
    const slow = app().lane.of('anybody').query({ text: 'SELECT pg_sleep(9)' });
    await assert.rejects(slow, { code: '57014' });
    const limits = await atOnce(4, () => app().pool.query('SHOW statement_timeout'));
    for (const { rows } of limits) assert.equal(rows[0].statement_timeout, '10s');
  });

  test('a write that no standby has confirmed is none', async () => {
    await admin.query("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    await admin.query('SELECT pg_reload_conf()');
    let isOver = false;
    // The server begins to wait a moment after it was told to.
    const refused = eventually(
      'a write that was not confirmed',
      async () => {
        const answer = await createLicense(app().url, nextClinic());
        return answer.status === 201 ? undefined : answer;
      },
      10_000,
    ).finally(() => {
      isOver = true;
    });
    const cancel = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    while (!isOver) {
      await admin.query(cancel);
      await delay(20);
    }
    await admin.query('ALTER SYSTEM RESET synchronous_standby_names');
    await admin.query('SELECT pg_reload_conf()');
    assertStatus(await refused, 503);
  });

  test('one that nobody has told of is noticed', async () => {
    const refused = (await doctor(pooler.url))('database');
    assert.equal(refused?.state, 'failed');
    assert.match(refused?.remedy ?? '', /DATABASE_POOLER=transaction/);
    const lenient = await startPgbouncer(asApplication(), userLine, {
      ignore_startup_parameters: 'options, statement_timeout, idle_in_transaction_session_timeout',
    });
    try {
      const schema = (await doctor(lenient.url))('schema');
      assert.equal(schema?.state, 'failed');
      assert.match(schema?.detail ?? '', /A pooler stands between/);
      await assert.rejects(migrate(lenient.url), /A pooler stands between/);
    } finally {
      await lenient.stop();
    }
    const wrongly = (await doctor(asApplication().href))('pooler');
    assert.equal(wrongly, undefined, 'there is none');
  });

  test('a session that is not as it has to be is told, with what mends it', async () => {
    const env = { DATABASE_POOLER: 'transaction' };
    assert.equal((await doctor(pooler.url, env))('pooler')?.state, 'ok');
    await admin.query('ALTER ROLE esoz_app RESET statement_timeout');
    const fresh = await startPgbouncer(asApplication(), userLine, {});
    try {
      const found = (await doctor(fresh.url, env))('pooler');
      assert.equal(found?.state, 'failed');
      assert.match(found?.detail ?? '', /statement_timeout is 0/);
      const [remedy] = /ALTER ROLE .*;/.exec(found?.remedy ?? '') ?? [];
      await admin.query(remedy as string);
    } finally {
      await fresh.stop();
    }
    const mended = await startPgbouncer(asApplication(), userLine, {});
    try {
      assert.equal((await doctor(mended.url, env))('pooler')?.state, 'ok');
    } finally {
      await mended.stop();
    }
  });
});
