/**
 * Goal: a client that goes away is one line in the log and no fault of ours.
 * Method: sockets closed at each moment of a request.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { eventually } from '../fixtures/eventually.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, postText } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { reset } from '../fixtures/reset.ts';

const setting = useSetting({ clinicCount: 5 });
const BODY = JSON.stringify(licenseBody());

/** What the log says of a request that has this id, once it says with which status it ended. */
async function logged(requestId: string): Promise<unknown[][]> {
  const lines = await eventually(`a line of ${requestId} with its status`, () => {
    const found = setting.product
      .log()
      .split('\n')
      .filter((line) => line.includes(`"${requestId}"`))
      .map((line) => JSON.parse(line));
    return found.some(({ status }) => status !== undefined) && found;
  });
  return lines.map(({ level, status, delivered }) => [level, status, delivered]);
}

/** Begins a request, and returns once the product has taken it up. */
async function begin(requestId: string, token: string, bytesWithheld: number) {
  const headers = [`X-Request-ID: ${requestId}`, 'Expect: 100-continue'];
  const whole = postText('/api/licenses', token, BODY, headers);
  const connection = await openSocket(setting.product.apiUrl);
  connection.write(whole.slice(0, whole.length - BODY.length));
  await eventually('the request to be taken up', () => connection.received().includes('100 Continue'));
  connection.write(BODY.slice(0, BODY.length - bytesWithheld));
  return connection;
}

test('who goes away amid a body is one line in the log, and no outage of ours', async () => {
  const cut = await begin('cut-amid-its-body', setting.nextClinic().token, 5);
  reset(cut.socket);
  assert.deepEqual(await logged('cut-amid-its-body'), [['info', 400, false]]);

  const ended = await begin('ended-amid-its-body', setting.nextClinic().token, 5);
  ended.socket.destroy();
  assert.deepEqual(await logged('ended-amid-its-body'), [['info', 400, false]]);
});

/** Lets a caller go away while its request waits for a lock. */
async function goWhileWaiting(lock: string, requestId: string, token: string, bytesWithheld: number) {
  const other = new pg.Client(setting.database.url);
  await other.connect();
  await other.query(`BEGIN; ${lock}`);
  try {
    const gone = await begin(requestId, token, bytesWithheld);
    await eventually('the request to wait for the lock', async () => {
      const waiting = await setting.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length === 1;
    });
    gone.socket.destroy();
    await gone.closed;
  } finally {
    await other.end();
  }
}

test('who goes away while its token is looked up is one line in the log', async () => {
  await goWhileWaiting('LOCK TABLE tokens', 'gone-before-its-body', setting.nextClinic().token, 5);
  assert.deepEqual(await logged('gone-before-its-body'), [['info', 400, false]]);
});

test('who goes away before the answer has the line in the log all the same, with what was done', async () => {
  const by = setting.nextClinic();
  const lock = `SELECT 1 FROM legal_entities WHERE id = '${by.id}' FOR UPDATE`;
  await goWhileWaiting(lock, 'gone-before-the-answer', by.token, 0);
  assert.deepEqual(await logged('gone-before-the-answer'), [['info', 201, false]]);
  const rows = await setting.database.query(
    'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
    [by.id],
  );
  assert.equal(rows.length, 1);
});

test('who waits for the answer has one line, without a word of delivery', async () => {
  const headers = { 'x-request-id': 'waited-for-the-answer' };
  assert.equal((await setting.create(setting.nextClinic(), headers)).status, 201);
  assert.deepEqual(await logged('waited-for-the-answer'), [['info', 201, undefined]]);
});
