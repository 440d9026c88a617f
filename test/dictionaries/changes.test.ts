/**
 * A change of a dictionary is seen by every process within a second, even while connections die: three processes
 * on one database, reached through proxies.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { listenForChanges } from '../../src/notifications/changes.ts';
import { createLogger } from '../../src/platform/log.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

const LISTENERS = `application_name LIKE 'esoz listen%' AND datname = current_database()`;

describe('three processes on one database', () => {
  let database: TestDatabase;
  let products: RunningProduct[];
  before(async () => {
    database = await createTestDatabase();
    const env = { DATABASE_URL: database.url };
    products = [await startProduct({ env, world: {} })];
    products.push(...(await Promise.all([1, 2].map(() => startProduct({ env, world: {} })))));
    await allListen();
  });
  after(async () => {
    for (const product of products) await product.stop();
    await database.drop();
  });

  const listeners = async () =>
    (await database.query(`SELECT pid FROM pg_stat_activity WHERE ${LISTENERS}`)).length;
  const allListen = () =>
    eventually('three listening connections', async () => {
      const heard = products.filter((product) => product.log().includes('listening for changes'));
      return (heard.length === 3 && (await listeners()) === 3) || undefined;
    });
  const descriptionOn = async ({ apiUrl }: RunningProduct) => {
    const answer = await call(`${apiUrl}/api/v2/dictionaries?name=LICENSE_TYPE`);
    assertStatus(answer, 200);
    return answer.body.data[0].description;
  };
  const changeAndSeeEverywhere = async (description: string) => {
    await database.query(`UPDATE dictionaries SET description = $1 WHERE name = 'LICENSE_TYPE'`, [
      description,
    ]);
    await Promise.all(
      products.map((product) =>
        withinOneSecond(description, async () => (await descriptionOn(product)) === description),
      ),
    );
  };

  test('each keeps one connection that listens', async () => {
    assert.equal(await listeners(), 3);
  });

  test('a change is seen on every process within a second', async () => {
    for (const round of [1, 2, 3]) await changeAndSeeEverywhere(`heard ${round}`);
  });

  test('also while every listening connection is killed again and again', async () => {
    let killing = true;
    const killer = (async () => {
      while (killing) {
        await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENERS}`);
        await delay(5);
      }
    })();
    try {
      for (const round of [1, 2, 3]) await changeAndSeeEverywhere(`not heard ${round}`);
    } finally {
      killing = false;
      await killer;
    }
  });

  test('afterwards each listens again, and a change that nobody heard is not forgotten', async () => {
    await eventually('three listening connections', async () => (await listeners()) === 3 || undefined);
    await changeAndSeeEverywhere('heard again');
  });

  test('the log says once that changes are not heard, not at each attempt', () => {
    for (const product of products) {
      const told = product.log().split('changes in the database are not heard').length - 1;
      const back = product.log().split('listening for changes').length - 1;
      assert.ok(told >= 1 && told <= back, `${told} warnings, ${back} times back`);
    }
  });

  test('a closed product leaves no listening connection behind', async () => {
    const product = products.pop() as RunningProduct;
    assert.equal(await product.stop(), 0);
    await eventually('two listening connections', async () => (await listeners()) === 2 || undefined);
  });
});

describe('a process whose database goes away', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let product: RunningProduct;
  before(async () => {
    database = await createTestDatabase();
    proxy = await startTcpProxy(database.url);
    product = await startProduct({ env: { DATABASE_URL: proxy.url }, world: {} });
  });
  after(async () => {
    proxy.resume();
    await product.stop();
    await proxy.close();
    await database.drop();
  });
  const names = async () => {
    const answer = await call(`${product.apiUrl}/api/dictionaries`);
    assertStatus(answer, 200);
    return answer.body.data.map(({ name }: { name: string }) => name);
  };

  test('answers dictionaries from its copy, and catches up when it is back', async () => {
    const known = await names();
    await proxy.cut();
    await eventually('the loss', () => product.log().includes('not heard') || undefined);
    assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 503);
    assert.deepEqual(await names(), known);
    await database.query(`INSERT INTO dictionaries VALUES ('NEW', 'Новий', '{}', true)`);
    assert.deepEqual(await names(), known);
    // Somebody else on this machine may be using the port at the moment.
    await eventually('the way to the database', () =>
      proxy.mend().then(
        () => true,
        () => undefined,
      ),
    );
    await eventually('the new dictionary', async () => (await names()).includes('NEW') || undefined);
  });

  test('answers at once while the network swallows every byte', async () => {
    proxy.stall();
    const began = performance.now();
    assert.ok((await names()).includes('NEW'));
    assert.ok(performance.now() - began < 500, 'the answer waited for the database');
    proxy.resume();
  });
});

test('a listening connection that is silently dead is found out within a second', async () => {
  const database = await createTestDatabase();
  const proxy = await startTcpProxy(database.url);
  const options = { applicationName: 'esoz listen test', log: createLogger('silent') };
  const changes = listenForChanges({ ...options, url: proxy.url });
  try {
    let seen = '';
    const copy = changes.subscribe('dictionaries', async () => {
      const [row] = await database.query(`SELECT description FROM dictionaries WHERE name = 'LICENSE_TYPE'`);
      seen = row?.description as string;
    });
    await eventually('listening', () => changes.isListening() || undefined);
    // What the beginning of the listening has begun to read must not be taken for news.
    const began = performance.now();
    await eventually('a copy at rest', () => copy.confirmedAt() > began || undefined);
    proxy.stall();
    await database.query(`UPDATE dictionaries SET description = 'unheard'`);
    await withinOneSecond('the change', async () => seen === 'unheard');
    assert.equal(changes.isListening(), false);
    proxy.resume();
    await eventually('listening again', () => changes.isListening() || undefined);
  } finally {
    await changes.close();
    await proxy.close();
    await database.drop();
  }
});
