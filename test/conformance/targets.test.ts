/**
 * Goal: whatever stands at the address, the kit says in words what is wrong there, in its time and without a secret.
 * Method: servers that misbehave, each in one way.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { after, describe, test } from 'node:test';
import { CredentialsError, readCredentials, singleCaller } from '../../src/conformance/credentials.ts';
import { htmlReport } from '../../src/conformance/reports/html.ts';
import { junitReport } from '../../src/conformance/reports/junit.ts';
import { isConformant } from '../../src/conformance/reports/summary.ts';
import { terminalReport } from '../../src/conformance/reports/terminal.ts';
import { type Report, type RunOptions, runConformance } from '../../src/conformance/run.ts';
import { TargetError } from '../../src/conformance/setup.ts';
import { credentialsOfWorld } from '../../src/conformance/world.ts';

const TOKEN = 'a-token-that-nobody-may-read';
const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const served = (handle: RequestListener) => listening(createServer({ keepAliveTimeout: 1 }, handle));

const run = (origin: string, options: Partial<RunOptions> = {}): Promise<Report> =>
  runConformance({
    origin,
    credentials: { callers: { clinic: { token: TOKEN } }, spares: [] },
    readOnly: false,
    only: ['3'],
    timeoutMs: 2_000,
    timeZone: 'Europe/Kyiv',
    now: () => new Date(),
    signal: new AbortController().signal,
    ...options,
  });
const refusal = (message: RegExp, hint: RegExp) => (error: TargetError) => {
  assert.ok(error instanceof TargetError);
  assert.match(error.message, message);
  assert.match(error.hint ?? '', hint);
  return true;
};
const json = JSON.stringify({ meta: {}, data: [] });

describe('what is not the API at all', () => {
  test('nothing listens', async () => {
    await assert.rejects(run('http://127.0.0.1:1'), refusal(/nothing listens there/, /running/));
  });
  test('a redirect is not followed, and where it leads is told', async () => {
    const url = await served((_, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    );
    await assert.rejects(run(url), refusal(/redirects \(302\)/, /elsewhere\.example/));
  });
  test('HTML', async () => {
    const url = await served((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    );
    await assert.rejects(run(url), refusal(/no JSON: 200 text\/html/, /address of the API/));
  });
  test('it hangs', async () => {
    await assert.rejects(
      run(await served(() => {}), { timeoutMs: 300 }),
      refusal(/no answer within 0\.3 s/, /running/),
    );
  });
  test('it sends 5 MB', async () => {
    const url = await served((_, response) => response.end(Buffer.alloc(5_000_000, ' ')));
    await assert.rejects(run(url), refusal(/more than 4 MiB/, /running/));
  });
  test('it closes, resets, or speaks something else', async () => {
    const closing = await listening(createTcpServer((socket) => void socket.end()));
    await assert.rejects(run(closing), refusal(/was closed/, /running/));
    const resetting = await listening(createTcpServer((socket) => void socket.resetAndDestroy()));
    await assert.rejects(run(resetting), refusal(/was closed/, /running/));
    const shouting = await listening(
      createTcpServer((socket) => void socket.end('220 mail.example ESMTP\r\n')),
    );
    await assert.rejects(run(shouting), refusal(/is no HTTP/, /running/));
  });
});

describe('what begins as one', () => {
  /** Answers like an API so many times. */
  const until = (calls: number, then: RequestListener) => {
    let answered = 0;
    return served((request, response) => {
      if (++answered > calls) then(request, response);
      else response.writeHead(200, { 'content-type': 'application/json' }).end(json);
    });
  };

  test('and falls silent: after three calls the run stops, and says so', async () => {
    const report = await run(await until(4, () => {}), { timeoutMs: 700 });
    assert.match(report.stopped ?? '', /3 calls in a row got no answer/);
    assert.ok(!isConformant(report));
    assert.match(terminalReport(report), /Stopped before the end: 3 calls/);
  });

  test('and answers nonsense: every case is broken in words, and every report can be written', async () => {
    const nonsense = '{"meta":null,"error":{"invalid":"<script>\\u0000\\ud800"},"data":7}';
    const url = await until(3, ({ headers }, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(`${nonsense.slice(0, -1)},"echo":"${headers.authorization}"}`);
    });
    const report = await run(url, { only: [] });
    assert.equal(report.stopped, undefined);
    const broken = report.verdicts.filter(({ status }) => status === 'broken');
    assert.ok(broken.length > 100);
    assert.ok(broken.every(({ why = '', exchange }) => why !== '' && exchange !== undefined));
    const [xml, page] = [junitReport(report), htmlReport(report)];
    for (const text of [terminalReport(report), JSON.stringify(report), xml, page])
      assert.ok(!text.includes(TOKEN));
    assert.doesNotMatch(page, /<script>/);
    assert.doesNotMatch(xml, /\0/);
    assert.ok(xml.isWellFormed());
  });
});

test('a secret that is the beginning of another, or that an answer writes in its own way, is in no report', async () => {
  const secrets = { token: 'a-token', apiKey: 'a-token/veiled"too' };
  const url = await served(({ headers }, response) => {
    const key = JSON.stringify(`${headers['api-key']}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      `{"meta":{},"data":[${key},${key.replaceAll('/', '\\/')},"${encodeURIComponent(secrets.apiKey)}"]}`,
    );
  });
  const report = await run(url, { only: ['5'], credentials: { callers: { clinic: secrets }, spares: [] } });
  assert.ok(!isConformant(report));
  for (const text of [
    terminalReport(report),
    JSON.stringify(report),
    junitReport(report),
    htmlReport(report),
  ])
    assert.doesNotMatch(text, /a-token|veiled/);
});

test('with --read-only nothing but GET and HEAD is sent', async () => {
  const methods = new Set<string | undefined>();
  const url = await served(({ method }, response) => {
    methods.add(method);
    response.writeHead(200, { 'content-type': 'application/json' }).end(json);
  });
  await run(url, { only: [], readOnly: true });
  assert.deepEqual([...methods].toSorted(), ['GET', 'HEAD']);
});

test('nothing could be tried: that is no conformance', async () => {
  const url = await served((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(json),
  );
  const report = await run(url, { only: ['4.3'], credentials: { callers: {}, spares: [] } });
  assert.ok(!isConformant(report));
  assert.match(terminalReport(report), /Nothing could be tried/);
});

test('credentials that are none are named', () => {
  for (const [document, message] of [
    [[], /object of roles/],
    [{ doctor: {} }, /"doctor" is no role: known are clinic,/],
    [{ clinic: { token: 'a b' } }, /clinic must have a token/],
    [{ spare: {} }, /spare must be a list/],
    [{ portal: { token: 'x', api_key: 5 } }, /portal\.api_key/],
  ] as const)
    assert.throws(() => readCredentials(document), { message });
  for (const [token, apiKey] of [[''], ['a\nb'], ['a', '']] as const)
    assert.throws(() => singleCaller(token, apiKey), CredentialsError);
  assert.throws(() => credentialsOfWorld({ tokens: [{ value: 'demo-clinic-1' }] }), CredentialsError);
});
