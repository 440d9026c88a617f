/**
 * Goal: a route can say everything that the product answers with: the envelope, bare JSON, RFC 6749, a page, a redirect,
 * a file; a JSON body, a form, bytes; DELETE. And each tells its errors in its own form.
 * Method: one route of each kind, served by the real server without a database, called over HTTP.
 */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../platform/errors/error-definition.ts';
import { accessTokenInvalid, httpErrors } from '../platform/errors/http-errors.ts';
import { typedSchema } from '../platform/json/typed-schema.ts';
import { createLogger } from '../platform/log.ts';
import { registerRoute } from './register.ts';
import { type AnyRoute, defineRoute, UNPARSED_JSON } from './route.ts';
import { createHttpServer } from './server.ts';

const OPEN = { spec: '2', summary: 'A test', access: 'public' } as const;
const success = { status: 200, description: 'As it should be.' } as const;
const credentials = typedSchema({
  type: 'object',
  additionalProperties: false,
  required: ['user'],
  properties: { user: { type: 'string', minLength: 1 }, remember: { type: 'string' } },
});

const ROUTES = [
  defineRoute({
    ...OPEN,
    method: 'DELETE',
    path: '/envelope/:id',
    success,
    handle: async ({ params }) => ({ data: { gone: params.id } }),
  }),
  defineRoute({
    ...OPEN,
    method: 'POST',
    path: '/bare',
    body: UNPARSED_JSON,
    answers: ['bare'],
    success,
    handle: async ({ body }) => ({
      kind: 'bare',
      json: body.length === 0 ? undefined : { bytes: body.length },
    }),
  }),
  defineRoute({
    ...OPEN,
    method: 'POST',
    path: '/oauth',
    form: credentials,
    answers: ['oauth'],
    success,
    handle: async ({ body }) => {
      if (body.user === 'nobody') throw accessTokenInvalid();
      if (body.user === 'broken') throw new Error('a mistake of ours');
      return { kind: 'oauth', json: { access_token: body.user } };
    },
  }),
  defineRoute({
    ...OPEN,
    method: 'POST',
    path: '/page',
    form: credentials,
    answers: ['page', 'redirect'],
    success,
    handle: async ({ body }) => {
      if (body.user === 'forbidden')
        throw new ApiError(httpErrors.scopeMissing, { values: { scopes: '<script>' } });
      return body.user === 'known'
        ? { kind: 'redirect', location: '/next' }
        : { kind: 'page', html: '<!doctype html><title>Вхід</title>', status: 422 };
    },
  }),
  defineRoute({
    ...OPEN,
    method: 'GET',
    path: '/redirect',
    answers: ['redirect'],
    success: { status: 303, description: 'There.' },
    handle: async () => ({ kind: 'redirect', location: 'https://elsewhere.example/?a=1' }),
  }),
  defineRoute({
    ...OPEN,
    method: 'GET',
    path: '/file',
    answers: ['file'],
    success,
    handle: async () => ({ kind: 'file', content: Buffer.from('body {}'), type: 'text/css; charset=utf-8' }),
  }),
] as const;

let app: FastifyInstance;
let url: string;
before(async () => {
  app = await createHttpServer({
    log: createLogger('silent'),
    trustedProxies: [],
    isDraining: () => false,
    onAnswer: () => {},
  });
  const serving = {
    authorize: async () => null,
    codesOf: async () => [],
    observeRefusal: () => {},
    services: {},
  };
  for (const route of ROUTES) registerRoute(app, route, serving);
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
after(() => app.close());

const send = (method: string, path: string, body?: string, type = 'application/x-www-form-urlencoded') =>
  fetch(url + path, {
    method,
    redirect: 'manual',
    ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
  });

describe('what each kind answers', () => {
  test('the envelope, to a DELETE', async () => {
    const answer = await send('DELETE', '/envelope/7');
    assert.equal(answer.status, 200);
    const { meta, data } = (await answer.json()) as { meta: { code: number }; data: unknown };
    assert.deepEqual([meta.code, data], [200, { gone: '7' }]);
  });

  test('bare JSON, and nothing with 204', async () => {
    const answer = await send('POST', '/bare', '{"a":1,', 'application/json');
    assert.deepEqual([answer.status, await answer.text()], [200, '{"bytes":7}']);
    const nothing = await send('POST', '/bare', '', 'application/json');
    assert.deepEqual([nothing.status, await nothing.text()], [204, '']);
  });

  test('JSON of RFC 6749, which nobody may keep', async () => {
    const answer = await send('POST', '/oauth', 'user=%D1%8F+%D1%82%D0%B8');
    assert.deepEqual([answer.status, await answer.json()], [200, { access_token: 'я ти' }]);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  test('a page with a policy that lets nothing else in, with the status of its form', async () => {
    const answer = await send('POST', '/page', 'user=x');
    assert.equal(answer.status, 422);
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /^default-src 'self'; .*frame-ancestors 'none'/,
    );
    assert.match(await answer.text(), /Вхід/);
  });

  test('a redirect, whose status is its own or 303', async () => {
    for (const answer of [await send('POST', '/page', 'user=known'), await send('GET', '/redirect')]) {
      assert.equal(answer.status, 303);
      assert.equal(await answer.text(), '');
    }
    assert.equal((await send('GET', '/redirect')).headers.get('location'), 'https://elsewhere.example/?a=1');
  });

  test('a file with its type', async () => {
    const answer = await send('GET', '/file');
    assert.deepEqual([answer.status, await answer.text()], [200, 'body {}']);
    assert.equal(answer.headers.get('content-type'), 'text/css; charset=utf-8');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  });
});

describe('how each kind tells an error', () => {
  const oauth = async (body: string, type?: string) => {
    const answer = await send('POST', '/oauth', body, type);
    const { error, error_description } = (await answer.json()) as Record<string, string>;
    return { status: answer.status, error, text: error_description };
  };

  test('RFC 6749: what is missing, sent twice or not a form is an invalid request', async () => {
    const missing = await oauth('');
    assert.deepEqual([missing.status, missing.error], [400, 'invalid_request']);
    assert.match(missing.text ?? '', /^user: required property user was not present$/);
    for (const body of [
      'user=a&user=b',
      'user=%FF',
      'user=я',
      'user=a&__proto__=b',
      `user=a&${'x=1&'.repeat(101)}`,
    ])
      assert.equal((await oauth(body)).error, 'invalid_request', body);
    const json = await oauth('{"user":"a"}', 'application/json');
    assert.deepEqual([json.status, json.error], [415, 'invalid_request']);
    assert.match(json.text ?? '', /'Content-Type: application.x-www-form-urlencoded' header\.$/);
  });

  test('RFC 6749: a wrong client and a mistake of ours', async () => {
    const wrong = await oauth('user=nobody');
    assert.deepEqual([wrong.status, wrong.error], [401, 'invalid_client']);
    const broken = await oauth('user=broken');
    assert.deepEqual([broken.status, broken.error, broken.text], [500, 'server_error', 'internal_error']);
  });

  test('a page says it in a page, and what it quotes is text', async () => {
    const answer = await send('POST', '/page', 'user=forbidden');
    assert.equal(answer.status, 403);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
    const html = await answer.text();
    assert.match(html, /Missing allowances: &#60;script&#62;/);
    assert.doesNotMatch(html, /<script/);
  });

  test('bare JSON and files have the envelope', async () => {
    const answer = await send('POST', '/bare', 'x', 'text/plain');
    assert.equal(answer.status, 415);
    assert.equal(((await answer.json()) as { meta: { code: number } }).meta.code, 415);
  });
});

test('a handler that does not fit its declaration does not compile', () => {
  const declarations: AnyRoute[] = [
    defineRoute({
      ...OPEN,
      method: 'POST',
      path: '/types/:id',
      body: credentials,
      query: { day: { format: 'date' } },
      success,
      handle: async ({ body, params, query, principal }) => {
        const nobody: null = principal;
        const user: string = body.user;
        const day: string | undefined = query.day;
        // @ts-expect-error no such segment of the path
        const segment = params.other;
        // @ts-expect-error a parameter that is not required may be absent
        const required: string = query.day;
        return { data: [nobody, user, day, segment, required, params.id] };
      },
    }),
    defineRoute({
      ...OPEN,
      method: 'GET',
      path: '/',
      answers: ['page'],
      success,
      // @ts-expect-error a page was declared
      handle: async () => ({ data: 1 }),
    }),
  ];
  assert.equal(declarations.length, 2);
});
