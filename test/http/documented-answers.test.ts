/**
 * Goal: an answer that `openapi/openapi.json` does not describe fails the test that gets it, whatever that test looks at.
 * Method: one answer that is as documented, bent in one place at a time; then a server that says nonsense.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { call } from '../fixtures/client.ts';
import { type ReceivedAnswer, undocumentedIn } from '../fixtures/document-check.ts';

const request_id = '8497aad1-afa7-4346-8688-f7cc2d0d3932';
const refused = {
  meta: { code: 401, url: 'http://registry.test/api/licenses', type: 'object', request_id },
  error: { type: 'access_denied', message: 'Invalid access token' },
};

const answer = (overrides: Partial<ReceivedAnswer> = {}, headers: Record<string, string> = {}) => ({
  method: 'GET',
  url: 'http://registry.test/api/licenses?page=1',
  status: 401,
  headers: new Headers({
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': request_id,
    'www-authenticate': 'Bearer',
    link: '</docs/errors/access-token-invalid>; rel="help"',
    ...headers,
  }),
  text: JSON.stringify(refused),
  ...overrides,
});

const ofTagged = new Headers({ 'x-request-id': request_id, etag: '"a"' });

describe('an answer is judged by the document', () => {
  test('what is documented passes', () => {
    assert.deepEqual(undocumentedIn(answer()), []);
  });

  const wrong: [name: string, bent: ReceivedAnswer, told: RegExp][] = [
    ['a status that the method does not have', answer({ status: 409 }), /^status 409 is not documented$/],
    ['a body of another form', answer({ text: '{"meta":{}}' }), /^the body must have required property/],
    ['a body that is no JSON', answer({ text: '{"meta":' }), /^the body is no JSON$/],
    [
      'another content type',
      answer({}, { 'content-type': 'text/html' }),
      /^content type text\/html is not documented$/,
    ],
    [
      'an unknown route in another form',
      answer({ url: 'http://registry.test/api/nothing', status: 404, text: '{"meta":{"code":404}}' }),
      /required property 'error'/,
    ],
    [
      'a method that the path does not have',
      answer({ method: 'DELETE', status: 405, text: '{"meta":{"code":405}}' }),
      /required property 'error'/,
    ],
    [
      'a body where there is none',
      answer({ url: 'http://registry.test/api/dictionaries', status: 304, text: 'x', headers: ofTagged }),
      /^a body is sent where none/,
    ],
  ];
  for (const [name, bent, told] of wrong) {
    test(`${name} is told`, () => {
      assert.match(undocumentedIn(bent)[0] ?? 'nothing', told);
    });
  }

  test('what is no part of the API is left alone', () => {
    for (const url of ['http://registry.test/sign-in', 'http://store.test/bucket/file.pdf'])
      assert.deepEqual(undocumentedIn(answer({ url, status: 404, text: '<html>' })), []);
  });
});

test('a call that gets an undocumented answer fails, unless it says why it may', async (t) => {
  const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/dictionaries`;
  await assert.rejects(
    call(url),
    /not as in openapi\/openapi\.json:\nthe header X-Request-ID is missing\n(.*\n)*GET /,
  );
  assert.equal((await call(url, { notOfTheApi: 'a server of this test' })).text, '{}');
});
