/**
 * Goal: requests on one connection keep their own credentials and answers.
 * Method: pipelines written on bare sockets.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { eventually } from '../fixtures/eventually.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, postText, splitAnswers } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { assertEnvelope } from './envelope.ts';

const setting = useSetting({ clinicCount: 20 });
const BODY = JSON.stringify(licenseBody());

describe('several requests on one connection', () => {
  test('each by its own credentials: an answer belongs to its request, in order', async () => {
    const [first, second, third] = [setting.nextClinic(), setting.nextClinic(), setting.nextClinic()];
    const connection = await openSocket(setting.product.apiUrl);
    connection.write(
      [
        postText('/api/licenses', first.token, BODY, ['X-Request-ID: one']),
        postText('/api/licenses', 'nobody', BODY, ['X-Request-ID: two']),
        postText('/api/licenses', second.token, BODY, ['X-Request-ID: three']),
        'POST /api/licenses HTTP/1.1\r\nHost: x\r\nX-Request-ID: four\r\nContent-Length: 0\r\n\r\n',
        postText('/api/licenses', `${first.token}x`, BODY, ['X-Request-ID: five']),
        postText('/api/licenses', third.token, BODY, ['X-Request-ID: six', 'Connection: close']),
      ].join(''),
    );
    const answers = splitAnswers(await connection.closed);
    assert.deepEqual(
      answers.map(({ status, header }) => [status, header('x-request-id')]),
      [
        [201, 'one'],
        [401, 'two'],
        [201, 'three'],
        [401, 'four'],
        [401, 'five'],
        [201, 'six'],
      ],
    );
    const owners = [0, 2, 5].map((index) => JSON.parse(answers[index]?.text ?? '').data.legal_entity_id);
    assert.deepEqual(owners, [first.id, second.id, third.id]);
  });

  test('one with a body that was refused unread does not have its rest read as a request', async () => {
    const by = setting.nextClinic();
    const inner = postText('/api/licenses', by.token, BODY);
    for (const [token, headers, status] of [
      ['nobody', [], 401],
      [by.token, ['Content-Encoding: gzip'], 415],
    ] as const) {
      const connection = await openSocket(setting.product.apiUrl);
      connection.write(postText('/api/licenses', token, inner, [...headers]));
      connection.write('GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      const answers = splitAnswers(await connection.closed);
      assert.deepEqual(
        answers.map((answer) => answer.status),
        [status, 404],
      );
    }
    assert.equal((await setting.create(by)).status, 201, 'the inner request was carried out');
  });

  test('garbage behind a request in flight does not take its answer: no answer is better than a false one', async () => {
    const by = setting.nextClinic();
    const other = new pg.Client(setting.database.url);
    await other.connect();
    await other.query('BEGIN; SELECT 1 FROM legal_entities FOR UPDATE');
    const connection = await openSocket(setting.product.apiUrl);
    connection.write(postText('/api/licenses', by.token, BODY));
    await eventually('a statement that waits', async () => {
      const rows = await setting.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length === 1;
    });
    connection.write('NONSENSE\r\n\r\n');
    await other.end();
    const [first, ...others] = splitAnswers(await connection.closed);
    const stored = await eventually('the licence', async () => {
      const rows = await setting.database.query(
        'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
        [by.id],
      );
      return rows.length === 1;
    });
    assert.ok(stored);
    if (first !== undefined) assertEnvelope(first, 201);
    for (const answer of others) assertEnvelope(answer, 400);
  });
});
