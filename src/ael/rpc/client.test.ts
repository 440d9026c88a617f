/**
 * Goal: calls of AEL over HTTP are tried again when that is safe, and fail with what an operator needs.
 * Method: servers of this process that misbehave.
 */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { AelError } from '../ael-error.ts';
import { createAelClient } from './client.ts';

const id = 'f7314656-31aa-46bb-b8cc-e2ddeeff0011';
const params = { action: 'GET', bucket: 'b', resource_id: id } as const;
const result = {
  action: 'GET',
  bucket: 'b',
  expires_at: '2026-03-29T00:40:00.000Z',
  inserted_at: '2026-03-29T00:30:00.987Z',
  resource_id: id,
  resource_name: null,
  secret_url: 'https://store.example/x',
};

/** A server that stands where AEL should; counts what it gets. */
async function stand(
  t: TestContext,
  listener: RequestListener,
  port = 0,
): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Answers each call with what `make` turns its id into. */
const answering =
  (make: (id: string) => unknown, status = 200): RequestListener =>
  (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = make(JSON.parse(body).id);
      response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  };
const proper = answering((call) => ({ jsonrpc: '2.0', result, id: call }));

const token = 'a token of the service';

async function failure(call: Promise<unknown>): Promise<AelError> {
  const error = await call.then(
    () => assert.fail('did not fail'),
    (reason) => reason,
  );
  assert.ok(error instanceof AelError, String(error));
  return error;
}

test('a call carries the token and the request id, and gives the result', async (t) => {
  const seen: unknown[] = [];
  const { url } = await stand(t, (request, response) => {
    const { authorization, 'x-request-id': requestId, 'content-type': type } = request.headers;
    seen.push([request.method, request.url, authorization, requestId, type]);
    proper(request, response);
  });
  const ael = createAelClient({ url, token });
  assert.deepEqual(await ael.signedUrl(params, { requestId: 'r1' }), result);
  assert.deepEqual(seen, [['POST', '/rpc', `Bearer ${token}`, 'r1', 'application/json']]);
});

test('connections are kept alive', async (t) => {
  const { server, url } = await stand(t, proper);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  const ael = createAelClient({ url, token });
  for (let call = 0; call < 20; call += 1) await ael.signedUrl(params);
  // fetch may open a second one before it knows that the first is free again.
  assert.ok(connections <= 2, `${connections} connections`);
});

test('a broken connection is tried again, once', async (t) => {
  for (const [breaks, succeeds] of [
    [1, true],
    [2, false],
  ] as const) {
    let calls = 0;
    const { url } = await stand(t, (request, response) => {
      calls += 1;
      if (calls <= breaks) request.socket.destroy();
      else proper(request, response);
    });
    const call = createAelClient({ url, token }).signedUrl(params);
    if (succeeds) assert.deepEqual(await call, result);
    else assert.equal((await failure(call)).code, -32000);
    assert.equal(calls, 2);
  }
});

test('an answer that breaks off is tried again', async (t) => {
  let calls = 0;
  const { url } = await stand(t, (request, response) => {
    calls += 1;
    if (calls > 1) return proper(request, response);
    response.writeHead(200, { 'content-length': 1000 }).write('{');
    setImmediate(() => request.socket.destroy());
  });
  assert.deepEqual(await createAelClient({ url, token }).signedUrl(params), result);
});

test('nobody there: unavailable, at once', async (t) => {
  const { server, url } = await stand(t, proper);
  server.close();
  const error = await failure(createAelClient({ url, token }).signedUrl(params));
  assert.equal(error.code, -32000);
  assert.match(error.message, /ECONNREFUSED/);
});

test('silence, and an answer that never ends, are given up at the deadline and not tried again', async (t) => {
  let calls = 0;
  const silent: RequestListener = () => {
    calls += 1;
  };
  const trickling: RequestListener = (_request, response) => {
    calls += 1;
    response.write('{');
  };
  for (const listener of [silent, trickling]) {
    calls = 0;
    const { url } = await stand(t, listener);
    const started = performance.now();
    const error = await failure(createAelClient({ url, token, deadlineMs: 200 }).signedUrl(params));
    assert.match(error.message, /timed out/);
    assert.ok(performance.now() - started < 2_000);
    assert.equal(calls, 1);
  }
});

test('after silence the same method fails at once for a second, the others do not', async (t) => {
  let isSilent = true;
  const { url } = await stand(t, (request, response) => {
    if (!isSilent) proper(request, response);
  });
  const ael = createAelClient({ url, token, deadlineMs: 100 });
  await failure(ael.listObjects({ bucket: 'b', resource_id: id }));
  isSilent = false;
  assert.match((await failure(ael.listObjects({ bucket: 'b', resource_id: id }))).message, /a moment ago/);
  assert.deepEqual(await ael.signedUrl(params), result);
});

test('whatever is not a proper answer is unavailability, and is not quoted', async (t) => {
  const of = (answer: object) => (call: string) => ({ jsonrpc: '2.0', id: call, ...answer });
  const nonsense: Record<string, RequestListener> = {
    'not JSON': answering(() => '<html>https://store.example/x?X-Amz-Signature=1</html>'),
    empty: answering(() => ''),
    'a number': answering(() => 5),
    null: answering(() => 'null'),
    'no version': answering((call) => ({ id: call, result })),
    'other id': answering(() => ({ jsonrpc: '2.0', id: 'other', result })),
    'no result': answering(of({})),
    'a batch': answering((call) => [{ jsonrpc: '2.0', id: call, result }]),
    'a key too few': answering(of({ result: { ...result, expires_at: undefined } })),
    'a key too many': answering(of({ result: { ...result, signature: 'x' } })),
    'no URL': answering(of({ result: { ...result, secret_url: 'javascript:x' } })),
    'wrong type': answering(of({ result: { ...result, bucket: 5 } })),
    'error of no kind': answering(of({ error: 'bad' })),
    'method unknown': answering(of({ error: { code: -32601, message: 'Method not found' } })),
    'status 500': answering(of({ result }), 500),
    'status 401': answering(of({ result }), 401),
    '5 MB': answering((call) => ({
      jsonrpc: '2.0',
      id: call,
      result: { ...result, bucket: 'x'.repeat(5_000_000) },
    })),
    redirect: (_request, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/rpc' }).end(),
  };
  for (const [what, listener] of Object.entries(nonsense)) {
    const { url } = await stand(t, listener);
    const error = await failure(createAelClient({ url, token }).signedUrl(params));
    assert.equal(error.code, -32000, what);
    assert.ok(!`${error.message}${error.stack}`.includes('Signature='), what);
  }
});

test('a refusal of the params is handed on as it is', async (t) => {
  const data = { bucket: ['is invalid'] };
  const { url } = await stand(
    t,
    answering((call) => ({
      jsonrpc: '2.0',
      id: call,
      error: { code: -32602, message: 'Invalid params', data },
    })),
  );
  const error = await failure(createAelClient({ url, token }).signedUrl(params));
  assert.deepEqual([error.code, error.data], [-32602, data]);
});
