/**
 * Goal: a path or method that is spelt otherwise reaches the same method with the same authorization, or none.
 * Method: request lines on bare sockets.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, type RawAnswer, splitAnswers } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { assertEnvelope } from './envelope.ts';

const setting = useSetting({ clinicCount: 60 });
const BODY = JSON.stringify(licenseBody());

/** Sends a request line and headers byte by byte: no client normalises the path. */
async function send(line: string, token: string | undefined, headers: string[] = []): Promise<RawAnswer> {
  const connection = await openSocket(setting.product.apiUrl);
  connection.write(
    [
      line,
      ...(headers.some((header) => header.startsWith('Host:')) ? [] : ['Host: registry.test']),
      'Connection: close',
      ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(BODY)}`,
      ...headers,
      '',
      BODY,
    ].join('\r\n'),
  );
  const [answer] = splitAnswers(await connection.closed);
  assert.ok(answer, `no answer to ${line}`);
  return answer;
}

async function createdBy(id: string): Promise<number> {
  const rows = await setting.database.query(
    'SELECT 1 FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
    [id],
  );
  return rows.length;
}

const ODD_PATHS = [
  '//api/licenses',
  '/api//licenses',
  '/API/licenses',
  '/api/Licenses',
  '/api/licenses/',
  '/api/licenses//',
  '/api/./licenses',
  '/./api/licenses',
  '/api/x/../licenses',
  '/api/licenses/..',
  '/api/licenses/.',
  '/%2e/api/licenses',
  '/api/%2e%2e/api/licenses',
  '/api/licenses%2f',
  '/api%2flicenses',
  '/api%5clicenses',
  '/api\\licenses',
  '/api/licenses%00',
  '/api/licenses%20',
  '/api/licenses%0d%0aX-Injected:1',
  '/api/licenses;jsessionid=1',
  '/api/licenses%3fa=b',
  '/api/licenses%',
  '/api/licenses%zz',
  '/api/licenses%ff',
  '/api/licenses%c0%ae',
  '/api/%u006cicenses',
  '/api/lіcenses', // Cyrillic і
  '/api/licenses.json',
  '/api',
  '/',
];

describe('a path that is spelt otherwise', { concurrency: 4 }, () => {
  for (const path of ODD_PATHS) {
    test(`${path}: not served, with a token or without`, async () => {
      const by = setting.nextClinic();
      for (const token of [by.token, undefined]) {
        const answer = await send(`POST ${path} HTTP/1.1`, token);
        assert.ok([400, 404, 405].includes(answer.status), `${answer.status} ${answer.text}`);
        assertEnvelope(answer, answer.status);
        assert.ok(answer.header('x-injected') === undefined);
      }
      assert.equal(await createdBy(by.id), 0);
    });
  }

  for (const path of ['/api/%6cicenses', '/%61pi/licenses', '/api/l%69cense%73']) {
    test(`${path}: with letters percent-encoded the same method with the same authorization, or none`, async () => {
      const by = setting.nextClinic();
      const without = await send(`POST ${path} HTTP/1.1`, undefined);
      const granted = await send(`POST ${path} HTTP/1.1`, by.token);
      assert.ok(
        (without.status === 401 && granted.status === 201) ||
          (without.status === 404 && granted.status === 404),
        `${without.status} ${granted.status}`,
      );
    });
  }

  test('with the address in the request target: the path counts, the address does not', async () => {
    for (const target of [
      'http://registry.test/api/licenses',
      'HTTP://evil.test:81/api/licenses',
      'https://x/api/licenses',
    ]) {
      const by = setting.nextClinic();
      const without = await send(`POST ${target} HTTP/1.1`, undefined);
      assert.ok([401, 404].includes(without.status), without.text);
      const answer = await send(`POST ${target} HTTP/1.1`, by.token);
      assert.ok([201, 404].includes(answer.status), answer.text);
      assert.doesNotMatch(answer.text, /evil/);
    }
    for (const target of ['ftp://x/api/licenses', 'http://', 'registry.test:80', '*']) {
      const answer = await send(`POST ${target} HTTP/1.1`, setting.nextClinic().token);
      assert.ok([400, 404, 405].includes(answer.status), answer.text);
    }
  });
});

test('an id of any length is one that does not exist, after the same checks as any other', async () => {
  const { token } = setting.nextClinic();
  for (const length of [4_096, 4_097, 14_000]) {
    const line = `PATCH /api/licenses/${'a'.repeat(length)} HTTP/1.1`;
    assertEnvelope(await send(line, undefined), 401);
    const answer = await send(line, token);
    assertEnvelope(answer, 404);
    assert.equal(JSON.parse(answer.text).error.message, 'License was not found');
  }
});

test('a path that cannot be decoded leaves a line in the log and a number in the metrics like any other', async () => {
  const { product } = setting;
  const count = async () => {
    const metrics = await (await fetch(`${product.adminUrl}/metrics`)).text();
    const sample = metrics
      .split('\n')
      .find((line) => /duration_seconds_count.*method="DELETE".*"404"/.test(line));
    return Number(sample?.split(' ').at(-1) ?? 0);
  };
  const before = await count();
  const answer = await send('DELETE /api/licenses%zz HTTP/1.1', undefined, [
    'X-Request-ID: cannot-be-decoded',
  ]);
  assertEnvelope(answer, 404);
  await eventually('the line in the log', async () => {
    const lines = product.log().split('\n');
    const line = lines.find((one) => one.includes('cannot-be-decoded'));
    return line !== undefined && JSON.parse(line).route === 'unknown';
  });
  assert.equal(await count(), before + 1);
});

describe('the method is the one of the request line', { concurrency: 4 }, () => {
  for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
    test(`whatever ${header} says`, async () => {
      const by = setting.nextClinic();
      const get = await send('GET /api/licenses HTTP/1.1', by.token, [`${header}: POST`]);
      assert.equal(get.status, 200);
      assert.equal(await createdBy(by.id), 0);
      const post = await send('POST /api/licenses?_method=GET HTTP/1.1', by.token, [`${header}: GET`]);
      assertEnvelope(post, 201);
      const unknown = await send('PUT /api/licenses HTTP/1.1', by.token, [`${header}: POST`]);
      assertEnvelope(unknown, 405);
    });
  }

  test('and every other one is refused with the list of those there are', async () => {
    const { token } = setting.nextClinic();
    for (const method of [
      'PUT',
      'DELETE',
      'TRACE',
      'OPTIONS',
      'PROPFIND',
      'QUERY',
      'PATCH',
      'SEARCH',
      'LINK',
    ]) {
      const answer = await send(`${method} /api/licenses HTTP/1.1`, token, ['X-Secret-Header: swordfish']);
      assert.equal(answer.status, 405, `${method}: ${answer.text}`);
      assert.deepEqual(answer.header('allow')?.split(', ').sort(), ['GET', 'HEAD', 'POST']);
      assert.ok(!answer.text.includes('swordfish'), 'the request is echoed');
    }
  });
});

describe('headers that a proxy would set', () => {
  const FORGED = [
    'X-Forwarded-For: 10.1.2.3',
    'X-Forwarded-Host: evil.test',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Port: 81',
    'Forwarded: for=10.1.2.3;host=evil.test;proto=https',
    'X-Real-IP: 10.1.2.3',
    'X-Original-URL: /api/admin/licenses',
    'X-Rewrite-URL: /api/admin/licenses',
  ];
  test('are believed from nobody unless the proxy is configured', async () => {
    const by = setting.nextClinic();
    const answer = await send('POST /api/licenses HTTP/1.1', by.token, [
      ...FORGED,
      'X-Request-ID: forged-proxy',
    ]);
    assertEnvelope(answer, 201);
    assert.equal(JSON.parse(answer.text).meta.url, 'http://registry.test/api/licenses');
    const line = await eventually('the line in the log', async () =>
      setting.product
        .log()
        .split('\n')
        .find((one) => one.includes('forged-proxy')),
    );
    assert.equal(JSON.parse(line).remote, '127.0.0.1');
    assert.ok(!setting.product.log().includes('10.1.2.3'));
  });

  test('of a gateway that has authenticated somebody give no identity', async () => {
    const victim = setting.nextClinic();
    const by = setting.nextClinic();
    const identity = [
      `X-Consumer-ID: ${victim.userId}`,
      `X-Consumer-Custom-ID: ${victim.id}`,
      `X-Consumer-Metadata: {"client_id":"${victim.id}","scopes":"license:write"}`,
      `X-Consumer-Scope: license:write`,
      `X-Consumer-Username: admin`,
      `Client-ID: ${victim.id}`,
      `X-User-ID: ${victim.userId}`,
      `drfo: 1234567890`,
    ];
    assertEnvelope(await send('POST /api/licenses HTTP/1.1', undefined, identity), 401);
    const own = await send('POST /api/licenses HTTP/1.1', by.token, identity);
    assertEnvelope(own, 201);
    assert.equal(JSON.parse(own.text).data.legal_entity_id, by.id);
    assert.equal(JSON.parse(own.text).data.inserted_by, by.userId);
    assert.equal(await createdBy(victim.id), 0);
  });

  test('a token is taken from the Authorization header alone', async () => {
    const { token } = setting.nextClinic();
    for (const query of [`access_token=${token}`, `token=${token}`, `authorization=Bearer%20${token}`]) {
      assertEnvelope(await send(`POST /api/licenses?${query} HTTP/1.1`, undefined), 401);
    }
    for (const header of [
      `Proxy-Authorization: Bearer ${token}`,
      `X-Authorization: Bearer ${token}`,
      `Cookie: access_token=${token}`,
    ]) {
      assertEnvelope(await send('POST /api/licenses HTTP/1.1', undefined, [header]), 401);
    }
  });

  test('a host that is no host is refused', async () => {
    for (const host of ['a"b', '<script>', 'a b', 'a/b', 'a?b', 'a:port', '[::1', 'a@evil.test', 'д', '']) {
      const answer = await send('POST /nowhere HTTP/1.1', undefined, [`Host: ${host}`]);
      assertEnvelope(answer, 400);
    }
    for (const host of ['evil.test', 'x'.repeat(4_000), '[::1]:80', '127.0.0.1', 'my_host:4000']) {
      const answer = await send('POST /nowhere HTTP/1.1', undefined, [`Host: ${host}`]);
      assertEnvelope(answer, 404);
      assert.equal(JSON.parse(answer.text).meta.url, `http://${host}/nowhere`);
    }
  });

  test('an Expect that nobody meets is refused, 100-continue is met', async () => {
    const by = setting.nextClinic();
    for (const expectation of ['200-ok', '100', '']) {
      const [refused] = splitAnswers(await expecting(expectation, by.token));
      assertEnvelope(refused, 400);
    }
    const [interim, final] = splitAnswers(await expecting('100-continue', by.token));
    assert.equal(interim?.status, 100);
    assertEnvelope(final, 201);
  });
});

async function expecting(expectation: string, token: string): Promise<string> {
  const connection = await openSocket(setting.product.apiUrl);
  connection.write(
    `POST /api/licenses HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: ${expectation}\r\nX-Request-ID: ${randomUUID()}\r\n` +
      `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`,
  );
  return connection.closed;
}
