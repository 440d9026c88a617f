/**
 * Goal: an upload is finished at SIGTERM, or cut in time.
 * Method: half an upload on a bare socket while the product stops.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';

const owner = portal();
let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

/** An upload of which the store has half: it has said that it wants the rest. */
async function halfAnUpload(product: RunningProduct): Promise<{ socket: Socket; answer(): string }> {
  const url = new URL(await linkTo(product.apiUrl, owner, 'PUT', RESOURCE_ID, 'half.pdf'));
  const socket = connect(Number(url.port), url.hostname);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  const head = `PUT ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`;
  socket.write(head);
  await eventually('100 Continue', () => (said.startsWith('HTTP/1.1 100') ? true : undefined));
  socket.write('01234');
  return { socket, answer: () => said };
}

test('an upload that runs at SIGTERM is finished, and the product ends with 0', async () => {
  const product = await startProduct({ env: { DATABASE_URL: database.url }, world: owner.world });
  const { socket, answer } = await halfAnUpload(product);
  const stopped = product.stop();
  await eventually('draining', async () => {
    const { body } = await call(`${product.adminUrl}/ready`);
    return body.status === 'draining' ? true : undefined;
  });
  socket.write('56789');
  await eventually('the answer', () => (answer().includes('HTTP/1.1 200 ') ? true : undefined));
  assert.equal(await stopped, 0);
});

test('one that never ends does not keep the product from ending within ten seconds', async () => {
  const product = await startProduct({ env: { DATABASE_URL: database.url }, world: {} });
  const { socket } = await halfAnUpload(product);
  const closed = once(socket, 'close');
  const started = performance.now();
  assert.equal(await product.stop(), 0);
  assert.ok(performance.now() - started < 10_000);
  await closed;
});
