/**
 * Goal: connections that somebody keeps open are bounded, and the port for operators stays open.
 * Method: more bare sockets than the limit allows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { openSocket } from '../fixtures/raw-http.ts';
import { useSetting } from '../fixtures/setting.ts';

const LIMIT = 10;
const setting = useSetting({ env: { MAX_CONNECTIONS: String(LIMIT) } });

/** Requests that never come to the end of their headers. */
const unfinished = async (url: string) => {
  const connection = await openSocket(url);
  connection.write('GET /api/dictionaries HTTP/1.1\r\nHost: x\r\n');
  return connection;
};

test('beyond the limit a connection is closed at once; the admin port answers, and the log tells it once', async (t) => {
  const { apiUrl, adminUrl } = setting.product;
  const connections = await Promise.all(Array.from({ length: LIMIT + 5 }, () => unfinished(apiUrl)));
  t.after(() => {
    for (const { socket } of connections) socket.destroy();
  });
  await eventually('those beyond the limit are closed', () => {
    const closed = connections.filter(({ socket }) => socket.destroyed);
    return closed.length >= 5;
  });
  assert.equal(connections.filter(({ received }) => received() !== '').length, 0);
  assert.equal((await call(`${adminUrl}/live`)).status, 200);
  assert.equal((await call(`${adminUrl}/ready`)).status, 200);
  const told = setting.product
    .log()
    .split('\n')
    .filter((line) => line.includes('no connection is left'));
  assert.equal(told.length, 1);

  for (const { socket } of connections) socket.destroy();
  await eventually('room for callers', async () => {
    assertStatus(await call(`${apiUrl}/api/dictionaries`), 200);
    return true;
  });
});

test('connections that are kept without a request make room for those that come', async (t) => {
  const { apiUrl } = setting.product;
  const asked = async () => {
    const connection = await openSocket(apiUrl);
    connection.write('GET /api/dictionaries HTTP/1.1\r\nHost: x\r\n\r\n');
    t.after(() => connection.socket.destroy());
    return connection;
  };
  const idle = await asked();
  await eventually('its answer', () => idle.received().endsWith('}'));
  // Until one of them found no room, at which the idle ones were closed.
  while (!idle.socket.destroyed) await asked();
  await eventually('an answer for whoever comes', async () => {
    assertStatus(await call(`${apiUrl}/api/dictionaries`), 200);
    return true;
  });
});
