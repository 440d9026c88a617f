/**
 * Goal: what is not HTTP/1.1 as written is refused in the envelope and never half obeyed.
 * Method: bytes on bare sockets, slow and vanishing clients among them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, postText, type RawAnswer, splitAnswers } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { reset } from '../fixtures/reset.ts';
import { timed } from '../fixtures/timed.ts';
import { assertEnvelope } from './envelope.ts';

const setting = useSetting({ clinicCount: 40 });
const open = () => openSocket(setting.product.apiUrl);
const BODY = JSON.stringify(licenseBody());

/** Sends bytes on a fresh connection and waits for its end. */
async function exchange(text: string) {
  const connection = await open();
  connection.write(text);
  return splitAnswers(await connection.closed);
}

/** What was refused before it was a request leaves its line in the log too. */
async function assertLogged(answer: RawAnswer | undefined): Promise<void> {
  const requestId = answer?.header('x-request-id') ?? '';
  await eventually('the line in the log', async () =>
    setting.product.log().includes(`"request_id":"${requestId}"`),
  );
}

async function licensesOf(id: string): Promise<number> {
  const rows = await setting.database.query(
    'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
    [id],
  );
  return rows.length;
}

/** A request that two readers of the same bytes could take for different ones. */
const AMBIGUOUS: Record<string, (token: string) => string> = {
  'Content-Length and Transfer-Encoding': (token) =>
    postText('/api/licenses', token, BODY, ['Transfer-Encoding: chunked']),
  'a fragment in the target': (token) => postText('/api/licenses#1', token, BODY),
  'a coding under chunked': (token) => chunked(token, '0\r\n\r\n', 'gzip, chunked'),
  'Transfer-Encoding and Content-Length 0 with a smuggled request': (token) =>
    `POST /api/licenses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
  'two different Content-Lengths': (token) => postText('/api/licenses', token, BODY, ['Content-Length: 5']),
  'two equal Content-Lengths': (token) =>
    postText('/api/licenses', token, BODY, [`Content-Length: ${Buffer.byteLength(BODY)}`]),
  'a list as Content-Length': (token) =>
    postText('/api/licenses', token, BODY).replace(/Content-Length: (\d+)/, 'Content-Length: $1, $1'),
  'a signed Content-Length': (token) =>
    postText('/api/licenses', token, BODY).replace('Content-Length: ', 'Content-Length: +'),
  'a hexadecimal Content-Length': (token) =>
    postText('/api/licenses', token, BODY).replace(/Content-Length: \d+/, 'Content-Length: 0x10'),
  'an unknown transfer coding': (token) => chunked(token, '5\r\nhello\r\n0\r\n\r\n', 'xchunked'),
  'a transfer coding after chunked': (token) =>
    chunked(token, '5\r\nhello\r\n0\r\n\r\n', 'chunked, identity'),
  'a space before the colon of Content-Length': (token) =>
    postText('/api/licenses', token, BODY).replace('Content-Length:', 'Content-Length :'),
  'a folded header line': (token) =>
    postText('/api/licenses', token, BODY).replace(
      'Host: registry.test',
      'Host: registry.test\r\n X-Folded: 1',
    ),
  'line feeds without carriage returns': (token) =>
    postText('/api/licenses', token, BODY).replaceAll('\r\n', '\n'),
  'a NUL in a header': (token) => postText('/api/licenses', token, BODY, ['X-Odd: a\0b']),
  'a carriage return in a header': (token) =>
    postText('/api/licenses', token, BODY, ['X-Odd: a\rContent-Length: 1']),
};

const chunked = (token: string, chunks: string, coding = 'chunked') =>
  `POST /api/licenses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: ${coding}\r\n\r\n${chunks}`;

describe('over a raw connection', { concurrency: true }, () => {
  describe('a request that is not HTTP/1.1 as written', { concurrency: true }, () => {
    for (const [name, request] of Object.entries(AMBIGUOUS)) {
      test(`${name}: 400 in the envelope, the connection is closed and nothing is written`, async () => {
        const by = setting.nextClinic();
        const smuggled = `${request(by.token)}POST /api/licenses HTTP/1.1\r\nHost: x\r\n\r\n`;
        const answers = await exchange(smuggled);
        assert.equal(answers.length, 1, 'more than one request was read');
        assertEnvelope(answers[0], 400);
        await assertLogged(answers[0]);
        assert.equal(await licensesOf(by.id), 0);
      });
    }

    test('no Host or two of them: 400', async () => {
      const by = setting.nextClinic();
      const whole = postText('/api/licenses', by.token, BODY, ['Connection: close']);
      const two = whole.replace('Host: registry.test', 'Host: registry.test\r\nhost: other.test');
      for (const text of [whole.replace('Host: registry.test\r\n', ''), two]) {
        assertEnvelope((await exchange(text))[0], 400);
      }
      assert.equal(await licensesOf(by.id), 0);
    });

    for (const [name, chunks] of Object.entries({
      'a size that is no number': 'zz\r\nhello\r\n0\r\n\r\n',
      'a size that overflows': 'fffffffffffffffff\r\nhello',
      'a negative size': '-1\r\nhello\r\n0\r\n\r\n',
      'a size that is too small': '2\r\nhello\r\n0\r\n\r\n',
    })) {
      test(`a chunk with ${name}: 400`, async () => {
        const answers = await exchange(chunked(setting.nextClinic().token, chunks));
        assertEnvelope(answers[0], 400);
      });
    }

    for (const text of [
      'GET /api/licenses\r\n',
      'GET /api/licenses\r\n\r\n',
      'GET /api/licenses HTTP/9.9\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x00\x05hello',
      'GET  /api/licenses  HTTP/1.1\r\n\r\n',
      'NONSENSE /api/licenses HTTP/1.1\r\nHost: x\r\n\r\n',
      '\0\0\0\0\0\0\0\0\r\n\r\n',
    ]) {
      test(`HTTP/0.9, another version or protocol, ${JSON.stringify(text)}: refused`, async () => {
        const [answer] = await exchange(text);
        // The first line alone may be the beginning of something: it is cut off as too slow. HTTP/0.9 has no credentials.
        if (answer) assertEnvelope(answer, [401, 408].includes(answer.status) ? answer.status : 400);
      });
    }

    test('headers beyond 16 KiB, one long or many: 431 in the envelope', async () => {
      const many = Array.from({ length: 2_000 }, (_, index) => `X-${index}: ${index}`);
      for (const headers of [[`X-Long: ${'x'.repeat(17_000)}`], many]) {
        const answers = await exchange(postText('/api/licenses', 'token', BODY, headers));
        assertEnvelope(answers[0], 431);
      }
    });

    test('a request target beyond them: 431 as well', async () => {
      const answers = await exchange(`GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
      assertEnvelope(answers[0], 431);
    });
  });

  describe('a slow or vanishing client', { concurrency: 4 }, () => {
    test('that dribbles headers is cut off with 408 after ten seconds', async () => {
      const slow = await open();
      const dribble = setInterval(() => slow.write('X-Slow: 1\r\n'), 500);
      slow.write('POST /api/licenses HTTP/1.1\r\nHost: x\r\n');
      const { value, ms } = await timed(slow.closed);
      clearInterval(dribble);
      assertEnvelope(splitAnswers(value)[0], 408);
      assert.ok(ms > 9_000 && ms < 14_000, `cut off after ${ms} ms`);
    });

    test('that goes away in the middle of a body leaves nothing', async () => {
      const by = setting.nextClinic();
      const whole = postText('/api/licenses', by.token, BODY);
      for (const cut of [1, 10, BODY.length - 1]) {
        const gone = await open();
        gone.write(whole.slice(0, -cut));
        await eventually(
          'the bytes to be sent',
          async () => gone.socket.bytesWritten > 0 && gone.socket.writableLength === 0,
        );
        reset(gone.socket);
        await gone.closed;
      }
      const half = await open();
      half.socket.end(whole.slice(0, -5));
      await half.closed;
      assert.equal(await licensesOf(by.id), 0);
      assert.equal((await setting.create(by)).status, 201);
    });

    test('that goes away before the answer has what was acknowledged or nothing, never half', async () => {
      const clinics = Array.from({ length: 6 }, setting.nextClinic);
      for (const by of clinics) {
        const gone = await open();
        gone.write(postText('/api/licenses', by.token, BODY));
        await eventually('the bytes to be sent', async () => gone.socket.writableLength === 0);
        if (by === clinics[0]) gone.socket.end();
        else reset(gone.socket);
        await gone.closed;
      }
      for (const by of clinics) {
        const rows = await eventually('a settled state', async () => {
          const found = await setting.database.query<{ licenses: number; audit: number }>(
            `SELECT (SELECT count(*)::int FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary) AS licenses,
                  (SELECT count(*)::int FROM audit_log WHERE client_id = $1 AND resource = 'license') AS audit`,
            [by.id],
          );
          return found;
        });
        assert.equal(rows[0]?.licenses, rows[0]?.audit);
      }
    });
  });
});
