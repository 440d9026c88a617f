/**
 * Goal: whatever answers in the place of the API, the caller learns what to do, and no secret is told or taken elsewhere.
 * Method: a server that the test plays.
 */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { askForLink } from './files.ts';

let answer: RequestListener;
let bodies: string[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  bodies.push(body);
  answer(request, response);
});
let url: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const { signal } = new AbortController();
const ask = (name = 'a.pdf', base = url) =>
  askForLink(
    { url: base, token: 'secret-token', apiKey: 'secret-key' },
    'GET',
    { resourceId: '5f0c4b1e-0c1d-4f7a-9a55-1f6d3c0b7a10', name },
    signal,
  );
const answering =
  (status: number, body: unknown, headers = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const refusing = (status: number, message: string, invalid?: object[], headers = {}) =>
  answering(
    status,
    { meta: { code: status, request_id: 'r-1' }, error: { type: 'x', message, invalid } },
    headers,
  );

test('the name is sent so that it comes back as it is called', async () => {
  answer = answering(200, { meta: {}, data: { url: 'https://store.example/b/k?s=1' } });
  bodies = [];
  assert.equal(await ask('2024/100%25 (1).pdf'), 'https://store.example/b/k?s=1');
  assert.equal(JSON.parse(bodies[0] as string).resource_name, '2024/100%2525%20%281%29.pdf');
});

test('each refusal tells its reason, its request and a remedy; never a secret', async () => {
  const invalid = [{ entry: '$.resource_name', rules: [{ description: 'string does not match' }] }];
  const cases: [RequestListener, RegExp][] = [
    [refusing(401, 'Invalid api key'), /401: Invalid api key \(request r-1\)[\s\S]*ESOZ_API_KEY/],
    [refusing(401, 'Invalid access token'), /ESOZ_TOKEN/],
    [
      refusing(403, 'Missing allowances: private_contracts:write'),
      /private_contracts:write[\s\S]*this scope/,
    ],
    [refusing(422, 'Validation failed.', invalid), /\$\.resource_name: string does not match/],
    [refusing(503, 'x', [], { 'retry-after': '7' }), /in 7 s/],
    [refusing(404, 'x'), /ESOZ_URL/],
    [answering(502, '<html>'), /502, and not as the API does/],
    [answering(200, 'null'), /not as the API does/],
    [answering(200, { meta: {}, data: { url: 'file:///etc/passwd' } }), /no link/],
  ];
  for (const [listener, expected] of cases) {
    answer = listener;
    const error: Error & { hint?: string } = await ask().then(assert.fail, (reason) => reason);
    const told = `${error.message}\n${error.hint}`;
    assert.match(told, expected);
    assert.doesNotMatch(told, /secret/);
  }
});

test('a token does not follow a redirect', async () => {
  let followed = 0;
  const other = createServer((_request, response) => {
    followed += 1;
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x?y`;
  answer = answering(308, '', { location });
  await assert.rejects(ask(), { message: `${url} redirects to ${new URL(location).origin}.` });
  other.close();
  assert.equal(followed, 0);
  await assert.rejects(ask('a', location.replace('/x?y', '')), /does not answer \(ECONNREFUSED\)/);
});
