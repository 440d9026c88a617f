/**
 * Goal: an access token that is over is replaced once, whoever asks and however often, and nobody is signed out by a lost
 * answer or by a service that is away.
 * Method: a server that the test plays; stores in memory.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createClient, getLicense, refreshingTokens, type Tokens } from './index.ts';
import { answering, META, refusing, resetting, usePlayedServer } from './played-server.fixture.ts';

const played = usePlayedServer();
const OVER = refusing(401, { type: 'access_denied', message: 'Invalid access token' });
const pair = (number: number) =>
  answering(200, { access_token: `secret-access-${number}`, refresh_token: `secret-refresh-${number}` });
const good = answering(200, { meta: META, data: {} });

/** Answers by what is asked, not by the order. */
const service =
  (exchange: RequestListener, valid: string): RequestListener =>
  (request, response) => {
    const isValid = request.headers.authorization === `Bearer ${valid}`;
    (request.url === '/oauth/tokens' ? exchange : isValid ? good : OVER)(request, response);
  };

function open(tokens: Tokens | undefined, lock?: (work: () => Promise<never>) => Promise<never>) {
  const store = {
    tokens,
    read: () => store.tokens,
    write(next: Tokens) {
      store.tokens = next;
    },
    ...(lock && { lock }),
  };
  const options = { baseUrl: played.url, retry: { firstDelayMs: 1 } };
  const token = refreshingTokens(store, { ...options, clientId: 'c', clientSecret: 'secret-of-c' });
  return { store, client: createClient({ ...options, token }) };
}
const FIRST = { accessToken: 'secret-access-0', refreshToken: 'secret-refresh-0' };
const get = (client: ReturnType<typeof createClient>) => getLicense(client, { path: { id: 'a' } });
const exchanges = () => played.requests.filter(({ url }) => url === '/oauth/tokens');

test('ten calls at once share one refresh, and the store has the new pair', async () => {
  played.answer(service(pair(1), 'secret-access-1'));
  const { store, client } = open(FIRST);
  const results = await Promise.all(Array.from({ length: 10 }, () => get(client)));
  assert.ok(results.every(({ ok }) => ok));
  assert.deepEqual(store.tokens, { accessToken: 'secret-access-1', refreshToken: 'secret-refresh-1' });
  assert.deepEqual(
    exchanges().map(({ body }) => body),
    ['grant_type=refresh_token&refresh_token=secret-refresh-0&client_id=c&client_secret=secret-of-c'],
  );
});

test('what another tab has fetched meanwhile, under the lock of the store, is taken', async () => {
  played.answer(service(pair(9), 'secret-access-2'));
  const { store, client } = open(FIRST, async (work) => {
    store.tokens = { accessToken: 'secret-access-2', refreshToken: 'secret-refresh-2' };
    return work();
  });
  assert.ok((await get(client)).ok);
  assert.equal(exchanges().length, 0);
});

test('a lost answer of the exchange is asked for again', async () => {
  let lost = false;
  const losing: RequestListener = (request, response) => {
    (lost ? pair(1) : resetting)(request, response);
    lost = true;
  };
  played.answer(service(losing, 'secret-access-1'));
  assert.ok((await get(open(FIRST).client)).ok);
  assert.equal(new Set(exchanges().map(({ body }) => body)).size, 1);
});

test('a refresh that fails tells why, is tried once a call, and shows no token', async () => {
  const refused = answering(400, { error: 'invalid_grant' });
  for (const [exchange, cause] of [
    [refused, 'refused'],
    [resetting, 'network'],
    [answering(200, { access_token: 7 }), 'unintelligible'],
    [answering(200, ''), 'unintelligible'],
  ] as const) {
    played.answer(service(exchange, 'nobody'));
    const { client, store } = open(FIRST);
    const result = await get(client);
    assert.ok(!result.ok && result.error.kind === 'tokens', inspect(result));
    assert.equal(result.error.cause?.kind, cause);
    assert.equal(store.tokens, FIRST);
    assert.doesNotMatch(
      inspect([result, client], { depth: 9, showHidden: true }) + JSON.stringify(result),
      /secret-/,
    );
  }
  // A new token that is refused as well is not renewed a second time.
  played.answer(service(pair(1), 'nobody'));
  const result = await get(open(FIRST).client);
  assert.ok(!result.ok && result.status === 401);
  assert.equal(exchanges().length, 1);
});

test('a store that hangs does not hold a call that is over', async () => {
  const { client, store } = open(FIRST);
  store.read = () => new Promise(() => {}) as never;
  const result = await getLicense(client, { path: { id: 'a' }, signal: AbortSignal.abort() });
  assert.ok(!result.ok && result.error.kind === 'aborted');
});

test('an empty token is none, and says nothing of what is answered', async () => {
  played.answer(refusing(403, { type: 'forbidden', message: 'no' }));
  const result = await get(open({ ...FIRST, accessToken: '' }).client);
  assert.ok(!result.ok && result.error.kind === 'refused' && result.error.message === 'no');
});

test('a store that fails is an outcome, and an empty one is nobody', async () => {
  played.answer(service(pair(1), 'nobody'));
  const { client, store } = open(FIRST);
  store.read = () => {
    throw new Error('secret-');
  };
  const result = await get(client);
  assert.ok(!result.ok && result.error.kind === 'tokens' && result.error.cause === undefined);
  await get(open(undefined).client);
  assert.equal(played.requests.at(-1)?.headers.authorization, undefined);
});
