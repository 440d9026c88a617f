/**
 * Goal: each runbook was followed once: its fault fires its alert, and its commands find what the page says.
 * Method: faults of a product and an AEL inside this process. What `/metrics` shows before and during each is given to the
 * rules, as though the fault went on; statements and searches of the log that the pages have are carried out.
 * Not caused: EsozRestarts, a process that ends. Made by hand: a shorter audit log, an old event, the warning of
 * PostgreSQL about a standby (test/faults/synchronous-replication.test.ts has real ones).
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import pg from 'pg';
import { call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { FILES, generateUrl, listFiles, portal } from '../fixtures/portal.ts';
import { promtoolOn, whyNoPromtool } from '../fixtures/promtool.ts';
import { openSocket } from '../fixtures/raw-http.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { answerOf, authorizationQuery, openJar, signInWorld } from '../fixtures/sign-in.ts';
import { alerts, questions, runbookOf, selectorsOf } from './alerts.ts';
import { logSearchesIn, statementsIn } from './commands.ts';
import { useInstallation } from './installation.ts';
import {
  asTestFile,
  type Episode,
  isMeant,
  questionAtRest,
  questionOf,
  type Scrape,
  scrape,
} from './scrape.ts';
import { spoilRegistry } from './spoil-registry.ts';

const [caller, files, people] = [clinic(), portal(), signInWorld()];
const setting = useInstallation(mergeWorlds(caller.world, files.world, people.world));
const episodes = new Map<string, Episode>();
const scrapes: Scrape[] = [];

async function look(...others: string[]): Promise<Scrape> {
  const seen = await scrape(setting.product.adminUrl, setting.ael.adminUrl, ...others);
  scrapes.push(seen);
  return seen;
}

/** Causes a fault between two scrapes. @param mend gives back what the fault took */
async function fault(
  names: string | string[],
  cause: () => Promise<unknown>,
  { everySeconds = 15, mend = async () => {} }: { everySeconds?: number; mend?: () => unknown } = {},
): Promise<void> {
  const before = await look();
  await cause();
  const during = await look();
  await mend();
  for (const name of [names].flat()) episodes.set(name, { before, during, everySeconds });
}

const many = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, work));
const get = (query = '') => call(`${setting.product.apiUrl}/api/licenses${query}`, { token: caller.token });
const isLogged = (words: string) => setting.log.some((line) => line.includes(words));
/** Faults of the registry itself are shown from the next sample on: by another process at once. */
let whole: Scrape;

describe('the faults of the runbooks', { concurrency: false }, () => {
  test('a product at rest', async () => {
    // A start keeps a process busy, and so does whoever shares the machine.
    whole = await eventually('a calm moment', async () => {
      const seen = await look();
      return (seen.get('nodejs_eventloop_lag_p99_seconds{}')?.value ?? 1) < 0.4 && seen;
    });
    for (const part of ['database', 'ael', 'bucket'])
      assert.equal(whole.get(`esoz_ready{part="${part}"}`)?.value, 1);
  });

  test('a caller in a loop', () =>
    fault(
      'EsozCallerInALoop',
      () =>
        many(120, () =>
          call(`${setting.product.apiUrl}/api/licenses`, {
            token: caller.token,
            body: licenseBody({ active_from_date: '2024-01-01' }),
          }),
        ),
      { everySeconds: 10 },
    ));

  test('passwords that are guessed, and the runbook names where from', async () => {
    const jar = openJar(setting.product.apiUrl);
    const page = await jar.get(`/sign-in?${authorizationQuery(people)}`);
    await fault(
      'EsozPasswordsAreGuessed',
      async () => {
        for (const password of ['a wrong one', 'another wrong one'])
          await jar.submit(page, { email: people.owner.email, password, action: 'sign-in' });
      },
      { everySeconds: 10 },
    );
  });

  test('a code that comes a second time', async () => {
    const jar = openJar(setting.product.apiUrl);
    const consent = await jar.signIn(`/sign-in?${authorizationQuery(people)}`, people.admin.email);
    const { code } = answerOf(people, await jar.submit(consent, { action: 'allow' }));
    const { mis } = people;
    const token = {
      ...{ grant_type: 'authorization_code', client_id: mis.id, client_secret: mis.secret },
      ...{ code, redirect_uri: mis.redirectUri, scope: 'license:read license:write' },
    };
    const exchange = () => call(`${setting.product.apiUrl}/oauth/tokens`, { body: { token } });
    assert.equal((await exchange()).status, 201);
    await fault('EsozTokensAreReplayed', exchange);
  });

  test('a slow network to the database', () =>
    fault('EsozSlow', async () => {
      setting.proxy.setLatency(700);
      await get().finally(() => setting.proxy.setLatency(0));
    }));

  test('a lock that everybody waits for, and the runbook names who holds it', async () => {
    const locking = new pg.Client(setting.database.url);
    await locking.connect();
    await locking.query('BEGIN; LOCK TABLE tokens IN ACCESS EXCLUSIVE MODE');
    let waiting: Promise<unknown> = Promise.resolve();
    await fault(
      'EsozWaitsForConnections',
      async () => {
        waiting = many(300, () => get());
        await eventually('a queue', async () => {
          const seen = await scrape(setting.product.adminUrl);
          return (seen.get('esoz_database_questions_waiting{}')?.value ?? 0) > 64;
        });
        const [, behind] = statementsIn(runbookOf('EsozWaitsForConnections'));
        const rows = await setting.database.query<{ behind: number[] }>(behind as string);
        assert.ok(rows.length > 0 && rows.every((row) => row.behind.length > 0));
      },
      { mend: () => locking.end() },
    );
    await waiting;
  });

  test('a process that is out of breath', () =>
    fault('EsozBusyProcess', async () => {
      for (let times = 0; times < 2; times++) {
        const until = performance.now() + 900;
        while (performance.now() < until);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }));

  test('a write that no standby has confirmed', () =>
    fault('EsozWritesUnconfirmed', async () => {
      const warn = (client: pg.PoolClient) =>
        setImmediate(() => client.emit('notice', { routine: 'SyncRepWaitForLSN' } as never));
      setting.product.pool.once('acquire', warn);
      assert.equal((await get()).status, 503);
    }));

  test('a database that is away', async () => {
    await fault(
      ['EsozErrors', 'EsozPartNotReady'],
      async () => {
        await setting.proxy.cut();
        for (const answer of [await get(), await get()]) assert.equal(answer.status, 503);
        await eventually('a complaint of the sender', () => isLogged('events are not sent'));
      },
      { mend: setting.proxy.mend },
    );
    await eventually('it to be ready again', async () => (await get()).status === 200);
  });

  test('a disk that fills up', async (t) => {
    if (!setting.hasOwnDisk) return t.skip('needs root and the right to mount a small tmpfs');
    await fault('EsozDiskFull', () =>
      writeFile(path.join(setting.dataDir, 'a dump'), Buffer.alloc(15 * 1024 * 1024)),
    );
  });

  test('what is wrong in the registry: webhooks that fail, dead letters, late events, an import, a shorter log', async () => {
    await spoilRegistry(setting);
  });

  test('callers over the rate limit, connections over their number, a replica that is none, and the registry as it is now', async () => {
    const DATABASE_READ_URL = setting.database.url;
    const other = await setting.another({ RATE_LIMIT_MAX: '2', MAX_CONNECTIONS: '10', DATABASE_READ_URL });
    await look();
    const limited = { before: await scrape(other.adminUrl), everySeconds: 15 };
    for (let times = 0; times < 6; times++)
      await fetch(`${other.apiUrl}/api/licenses`, { headers: { authorization: `Bearer ${caller.token}` } });
    const sockets = await many(16, () => openSocket(other.apiUrl));
    await Promise.race((sockets as Awaited<ReturnType<typeof openSocket>>[]).map(({ closed }) => closed));
    await eventually('a look at the replica', () => isLogged('lists are read from the primary'));
    const during = await scrape(other.adminUrl);
    for (const { socket } of sockets as Awaited<ReturnType<typeof openSocket>>[]) socket.destroy();
    scrapes.push(during);
    for (const name of ['EsozCallersAreLimited', 'EsozConnectionsDropped'])
      episodes.set(name, { ...limited, during });
    const ofTheRegistry = {
      EsozWebhookFails: 15,
      EsozDeadLetters: 15,
      EsozEventsAreLate: 15,
      EsozImportStuck: 300,
      EsozAuditLogShrank: 15,
      EsozReplicaUnused: 60,
    };
    for (const [name, everySeconds] of Object.entries(ofTheRegistry))
      episodes.set(name, { before: whole, during, everySeconds });
  });
});

test('commands of the runbooks say what the pages promise', async () => {
  const env = {
    DATABASE_URL: setting.database.url,
    AEL_URL: setting.ael.url,
    AEL_TOKEN: 'a'.repeat(32),
    ENVIRONMENT: 'preprod',
  };
  const run = async (command: string) => (await runEsoz([...command.split(' '), '--json'], env)).stdout;
  const [list, letters] = await Promise.all([run('webhook list'), run('webhook dead-letters')]);
  for (const printed of [list, letters]) assert.match(printed, /status 500/);
});

test('AEL that is away, and then everything', async () => {
  const links = () =>
    generateUrl(setting.product.apiUrl, files, {
      action: 'PUT',
      resource_id: randomUUID(),
      resource_name: 'a.pdf',
    });
  assert.equal((await links()).status, 200);
  assert.equal(
    (await listFiles(setting.product.apiUrl, files, { resource_id: randomUUID() })).status,
    200,
    FILES,
  );
  await fault('EsozLinksUnavailable', async () => {
    await setting.ael.close();
    assert.equal((await links()).status, 503);
    assert.equal((await listFiles(setting.product.apiUrl, files, { resource_id: randomUUID() })).status, 503);
  });
  const alone = () => scrape(setting.product.adminUrl);
  const before = await alone();
  await setting.product.close();
  episodes.set('EsozDown', { before, during: await alone(), everySeconds: 15 });
});

test('each fault fires its alert, and a product at rest fires none', { skip: whyNoPromtool() }, async () => {
  const tests = alerts.flatMap((alert) => {
    const episode = episodes.get(alert.alert);
    return episode === undefined ? [] : [questionOf(alert, episode)];
  });
  const missing = alerts.map(({ alert }) => alert).filter((alert) => !episodes.has(alert));
  assert.deepEqual(missing, ['EsozRestarts', ...(setting.hasOwnDisk ? [] : ['EsozDiskFull'])]);
  await promtoolOn(asTestFile([questionAtRest(alerts, whole), ...tests]), 'test', 'rules');
});

test('whatever alerts and dashboard ask for, a product in trouble has shown, with those values of labels', () => {
  const shown = scrapes.flatMap((seen) => [...seen.values()]);
  for (const expr of [...alerts.map((each) => each.expr), ...questions]) {
    for (const selector of selectorsOf(expr)) {
      // Workers are processes, and everything here is one: theirs is shown by workers.test.ts.
      if (['ALERTS', 'esoz_worker_ends_total'].includes(selector.metric)) continue;
      assert.ok(
        shown.some((sample) => isMeant(selector, sample)),
        `nothing is meant by ${JSON.stringify(selector)}`,
      );
    }
  }
});

test('every statement of a runbook is one that the role of the product may carry out', async () => {
  const client = new pg.Client(setting.database.url);
  await client.connect();
  await client.query('SET ROLE esoz_app');
  for (const { alert } of alerts)
    for (const statement of statementsIn(runbookOf(alert)))
      await client.query(statement).catch((error) => assert.fail(`${alert}: ${statement}: ${error}`));
  await client.end();
});

test('every search of the log finds the lines of its fault', () => {
  for (const { alert } of alerts) {
    for (const { pattern, fields } of logSearchesIn(runbookOf(alert))) {
      const found = setting.log.filter((line) => new RegExp(pattern).test(line));
      assert.ok(found.length > 0, `${alert}: nothing is found by ${pattern}`);
      for (const field of fields)
        assert.ok(
          found.some((line) => field in JSON.parse(line)),
          `${alert}: ${field}`,
        );
    }
  }
});
