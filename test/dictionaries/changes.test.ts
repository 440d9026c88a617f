/**
 * Goal: a change of a dictionary is seen by every process within a second, even while connections die.
 * Method: three processes on one database, reached through proxies.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';

describe('three processes on one database', () => {
  let database: TestDatabase;
  let products: RunningProduct[];
  before(async () => {
    database = await createTestDatabase();
    const env = { DATABASE_URL: database.url };
    products = [await startProduct({ env, world: {} })];
    products.push(...(await Promise.all([1, 2].map(() => startProduct({ env, world: {} })))));
  });
  after(async () => {
    for (const product of products) await product.stop();
    await database.drop();
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

  test('a change is seen on every process within a second', async () => {
    for (const round of [1, 2, 3]) await changeAndSeeEverywhere(`heard ${round}`);
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
