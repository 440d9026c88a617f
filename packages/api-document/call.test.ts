/**
 * Goal: the calls that a page shows can be pasted as they are.
 * Method: requests with what shells and TypeScript take for their own; a shell and the parser of the runtime read them.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { clientCallOf } from './client-call.ts';
import { curlOf } from './curl.ts';
import type { ApiDocument, Exchange, Operation } from './document.ts';
import { typescriptLiteral } from './typescript-literal.ts';

type Request = Exchange['request'];
const ORIGIN = 'http://127.0.0.1:4000';
const DOCUMENT = { components: {} } as ApiDocument;
const AWKWARD = {
  it: `it's $HOME "quoted" \\ \`back\``,
  'a-b': [1, null, { c: true }],
  empty: {},
  text: '',
  line: 'a\nb',
};

const request = (parts: Partial<Request>): Request => ({
  method: 'GET',
  path: '/api/licenses',
  headers: {},
  ...parts,
});

test('a shell reads the arguments that were sent', () => {
  const headers = {
    authorization: "Bearer o'clock",
    host: 'x',
    'content-type': 'application/json',
    'api-key': 'k',
  };
  const command = curlOf(request({ method: 'PATCH', headers, body: AWKWARD }), ORIGIN);
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
  assert.deepEqual(read.slice(0, -1), [
    '-X',
    'PATCH',
    `${ORIGIN}/api/licenses`,
    '-H',
    "Authorization: Bearer o'clock",
    '-H',
    'Content-Type: application/json',
    '-H',
    'API-key: k',
    '-d',
  ]);
  assert.deepEqual(JSON.parse(read.at(-1) as string), AWKWARD);
});

test('a secret is read from the environment, and a body that begins with @ is no file', () => {
  const headers = { Authorization: 'Bearer $ESOZ_TOKEN', 'API-key': '$ESOZ_API_KEY' };
  const asked = request({ method: 'POST', headers, body: '@secret' });
  const script = `ESOZ_TOKEN=t; ESOZ_API_KEY=k; curl() { printf '%s\\0' "$@"; }\n${curlOf(asked, ORIGIN)}`;
  const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(1, -1);
  assert.deepEqual(read, ['-H', 'Authorization: Bearer t', '-H', 'API-key: k', '--data-raw', '@secret']);
  const operation = { operationId: 'logOut', parameters: [] } as unknown as Operation;
  const call = clientCallOf(DOCUMENT, { method: 'POST', path: '/auth/logout', operation }, asked, ORIGIN);
  assert.match(call, /token: process\.env\.ESOZ_TOKEN,\n {2}apiKey: process\.env\.ESOZ_API_KEY,/);
});

test('the method is told only where curl would take another', () => {
  assert.equal(curlOf(request({}), ORIGIN), `curl '${ORIGIN}/api/licenses'`);
  assert.match(curlOf(request({ method: 'POST', body: {} }), ORIGIN), /^curl 'http/);
  assert.match(curlOf(request({ method: 'POST' }), ORIGIN), /^curl -X POST 'http/);
});

test('a value in TypeScript is the value', () => {
  const read = new Function(`return ${typescriptLiteral(AWKWARD)}`)();
  assert.deepEqual(read, AWKWARD);
  assert.equal(typescriptLiteral({ a: 1, b: undefined, 'c-d': 'e' }), "{\n  a: 1,\n  'c-d': 'e',\n}");
});

test('the client is called with path, query, body and conditions as the method declares them', () => {
  const operation = {
    operationId: 'updateThing',
    parameters: [
      { name: 'page', in: 'query', schema: { type: 'integer' } },
      { name: 'number', in: 'query', schema: { type: 'string' } },
      { name: 'from', in: 'query', schema: { type: 'integer' } },
    ],
  } as unknown as Operation;
  const call = clientCallOf(
    DOCUMENT,
    { method: 'PATCH', path: '/api/things/{id}', operation },
    request({
      method: 'PATCH',
      path: '/api/things/%D1%97?page=2&number=12&from=soon',
      headers: { authorization: 'Bearer demo', 'if-match': '"1"', 'content-type': 'application/json' },
      body: { is_active: false },
    }),
    ORIGIN,
  );
  assert.match(call, /^import \{ createClient, updateThing \} from 'esoz-client';$/m);
  const [, settings, given] =
    /createClient\(([\s\S]*?)\);\nconst result = await updateThing\(client, ([\s\S]*?)\);\n/.exec(call) ?? [];
  const read = (text?: string) => new Function(`return ${text}`)();
  assert.deepEqual(read(settings), { baseUrl: ORIGIN, token: 'demo' });
  assert.deepEqual(read(given), {
    path: { id: 'ї' },
    query: { page: 2, number: '12', from: 'soon' },
    body: { is_active: false },
    ifMatch: '"1"',
  });
});

test('a form becomes its fields, and a call without anything stays one', () => {
  const operation = { operationId: 'logOut', parameters: [] } as unknown as Operation;
  const of = (parts: Partial<Request>) =>
    clientCallOf(
      DOCUMENT,
      { method: 'POST', path: '/auth/logout', operation },
      request({ path: '/auth/logout', ...parts }),
      ORIGIN,
    );
  assert.match(of({}), /await logOut\(client\);/);
  assert.match(of({ body: 'token=a%20b&hint=c' }), /token: 'a b',\n +hint: 'c',/);
});
