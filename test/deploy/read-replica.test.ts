/**
 * Goal: with DATABASE_READ_URL lists come from a standby, and no caller can tell: each has what was confirmed before it to
 * anybody, by whatever process, whatever the standby does.
 * Method: a streaming pair of Debian's PostgreSQL and two processes' worth of the API in this one. What one records the
 * other lists, under load, while replaying is paused, conflicts, is away, and after a promotion.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { runDoctor } from '../../src/doctor/doctor.ts';
import { createClock } from '../../src/platform/clock.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import type { Replica, ReplicaState } from '../../src/platform/database/replica.ts';
import { createLogger } from '../../src/platform/log.ts';
import { openAelService } from '../../src/start/open-ael.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { type ReplicatedServers, startReplicatedServers } from '../faults/replicated-servers.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import type { TestDatabase } from '../fixtures/database.ts';
import { whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { LINKS, linkTo, portal } from '../fixtures/portal.ts';

describe('lists from a standby', { skip: whyNoDebianPostgres() }, () => {
  const clock = createClock({ timeZone: 'Europe/Kyiv' });
  const storing = portal();
  const ends: (() => Promise<unknown>)[] = [];
  let servers: ReplicatedServers;
  let writer: AppInProcess;
  let reader: AppInProcess;
  let count = 0;

  const open = async (readUrl: string | undefined) => {
    const options = readUrl === undefined ? {} : { readUrl };
    const app = await openApp({ url: servers.primary.url } as TestDatabase, { clock, ael, ...options });
    ends.push(app.close);
    return app;
  };
  let ael: Awaited<ReturnType<typeof openAelService>>['ael'];

  before(async () => {
    servers = await startReplicatedServers();
    ends.push(servers.close);
    // No write waits for the standby here.
    await servers.primary.query(`ALTER SYSTEM SET synchronous_standby_names = ''`);
    await servers.primary.query('SELECT pg_reload_conf()');
    await migrate(servers.primary.url);
    const folder = await mkdtemp(path.join(tmpdir(), 'esoz-replica-'));
    ends.push(() => rm(folder, { recursive: true }));
    const config = loadConfig({ DATA_DIR: folder, STORE_PORT: '0' });
    const store = await openAelService(config, { clock, log: createLogger('silent'), consoleOrigins: [] });
    ends.push(() => store.close(0));
    ael = store.ael;
    writer = await open(undefined);
    await loadWorld(writer.pool, clock, storing.world);
    reader = await open(servers.standby.url);
    await becomes('used');
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  const observed = (app = reader) => (app.lane.replica as Replica).observed();
  const becomes = (state: ReplicaState, app = reader) =>
    eventually(`a replica that is ${state}`, () => observed(app).state === state);
  const warnings = (app = reader) =>
    app
      .logged()
      .split('\n')
      .filter((line) => line.includes('lists are read from the primary'));

  /** Records a link through one process and lists it through another. @returns which server answered */
  async function writtenIsListed(app = reader): Promise<'primary' | 'replica'> {
    const name = `${++count}.pdf`;
    const former = { ...observed(app).reads };
    await linkTo(writer.url, storing, 'PUT', storing.clientId, name);
    const headers = { 'api-key': storing.apiKey };
    const answer = await call(`${app.url}${LINKS}?resource_id=${storing.clientId}`, {
      token: storing.token,
      headers,
    });
    assertStatus(answer, 200);
    assert.equal(answer.body.data[0].resource_name, name, answer.describe());
    return observed(app).reads.replica > former.replica ? 'replica' : 'primary';
  }

  test('what one process has recorded the other lists, nearly always from the standby', async () => {
    const from = { primary: 0, replica: 0 };
    for (let round = 0; round < 100; round++) from[await writtenIsListed()]++;
    assert.ok(from.replica > 50, JSON.stringify(from));
    assert.match(reader.logged(), /lists are read from the replica/);
  });

  test('while replaying is paused too, from the primary; then from the standby again', async () => {
    await servers.standby.query('SELECT pg_wal_replay_pause()');
    const told = warnings().length;
    for (let round = 0; round < 5; round++) assert.equal(await writtenIsListed(), 'primary');
    await becomes('behind');
    assert.ok(observed().behindBytes > 0);
    assert.equal(await writtenIsListed(), 'primary');
    assert.equal(warnings().length, told + 1, 'one warning');
    await servers.standby.query('SELECT pg_wal_replay_resume()');
    await becomes('used');
  });

  test('a statement that is cancelled there to let replaying go on is answered by the primary', async () => {
    await servers.standby.query(`ALTER SYSTEM SET max_standby_streaming_delay = 0`);
    await servers.standby.query('SELECT pg_reload_conf()');
    const { primary } = observed().reads;
    const slow = reader.lane
      .of('anybody')
      .query({ text: 'SELECT count(*)::int AS all, pg_sleep(1) FROM licenses' });
    await eventually('the statement at the standby', async () => {
      const rows = await servers.standby.query(
        `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1) FROM licenses' AND wait_event = 'PgSleep'`,
      );
      return rows.length > 0;
    });
    await servers.primary.query('DO $$ BEGIN LOCK TABLE licenses IN ACCESS EXCLUSIVE MODE; END $$');
    assert.deepEqual((await slow).rows[0].all, 0);
    assert.equal(observed().reads.primary, primary + 1);
    assert.equal(observed().state, 'used');
  });

  test('a server that is none of this primary is never read from, and doctor says so', async () => {
    await servers.primary.query('CREATE DATABASE another_registry');
    const elsewhere = new URL(servers.standby.url);
    elsewhere.pathname = '/another_registry';
    await eventually('the other database on the standby', async () => {
      const rows = await servers.standby.query(`SELECT FROM pg_database WHERE datname = 'another_registry'`);
      return rows.length > 0;
    });
    const others: [ReplicaState, string, RegExp][] = [
      ['another database', elsewhere.href, /another database than that of DATABASE_URL/],
      ['another cluster', process.env.TEST_POSTGRES_URL as string, /of another cluster.*DATABASE_READ_URL/],
      ['no standby', servers.primary.url, /no standby/],
    ];
    for (const [state, url, told] of others) {
      const app = await open(url);
      await becomes(state, app);
      assert.equal(await writtenIsListed(app), 'primary');
      assert.equal(warnings(app).length, 1);
      const finding = await found(url);
      assert.equal(finding?.state, 'failed');
      assert.match(`${finding?.detail} ${finding?.remedy}`, told);
    }
    const finding = await found(servers.standby.url);
    assert.equal(finding?.state, 'ok', JSON.stringify(finding));
  });

  async function found(readUrl: string) {
    const findings = await runDoctor({
      ...{ PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' },
      DATABASE_URL: servers.primary.url,
      DATABASE_READ_URL: readUrl,
    });
    return findings.find(({ name }) => name === 'read replica');
  }

  test('a standby that goes away in the middle fails no list, and is used again when it is back', async () => {
    const told = warnings().length;
    const listing = (async () => {
      for (let round = 0; round < 60; round++) await writtenIsListed();
    })();
    await servers.standby.kill();
    await listing;
    await becomes('away');
    assert.equal(await writtenIsListed(), 'primary');
    assert.equal(warnings().length, told + 1);
    const finding = await found(servers.standby.url);
    assert.equal(finding?.state, 'warning', JSON.stringify(finding));
    await servers.standby.start();
    await becomes('used');
    assert.equal(await writtenIsListed(), 'replica');
  });

  test('a standby that was promoted is another registry from then on', async () => {
    await servers.standby.query('SELECT pg_promote()');
    for (let round = 0; round < 5; round++) assert.equal(await writtenIsListed(), 'primary');
    await becomes('no standby');
  });
});
