/**
 * Goal: `esoz webhook listen` shows what arrives, genuine or not, and leaves nothing behind.
 * Method: the real receiver beside a running product, and deliveries that the test makes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWebhookSecret, signatureHeaders } from '../../src/events/webhooks/signature.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import { type EsozProcess, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = clinic();
const setting = useSetting({ world: owner.world });

const documents = (listening: EsozProcess) =>
  listening
    .output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
/** A line of what it has printed, as soon as it is there. */
const printed = (listening: EsozProcess, index: number) =>
  eventually(`line ${index}\n${listening.log()}`, () => documents(listening)[index]);

test('--register: what the product commits arrives and is genuine; at the end the endpoint is gone', async () => {
  const { database, product } = setting;
  const args = ['webhook', 'listen', '--register', '--port', '0', '--json'];
  const listening = spawnEsoz(args, { DATABASE_URL: database.url });
  const { endpoint_id } = await printed(listening, 0);
  const [endpoint] = await database.query('SELECT id, secret FROM webhook_endpoints');
  assert.equal(endpoint?.id, endpoint_id);
  const created = await call(`${product.apiUrl}/api/licenses`, { token: owner.token, body: licenseBody() });
  assertStatus(created, 201);
  const { genuine, status, webhook_id, event } = await printed(listening, 1);
  assert.deepEqual([genuine, status, event.type, event.id], [true, 204, 'license.created', webhook_id]);
  assert.equal(event.resource_id, created.body.data.id);
  assert.equal(await listening.stop(), 0);
  assert.deepEqual(await database.query('SELECT id FROM webhook_endpoints'), []);
  assert.ok(!(listening.output() + listening.log()).includes(endpoint?.secret as string));
});

test('a secret from the environment: genuine, repeated, forged and old ones are told apart', async () => {
  const secret = createWebhookSecret();
  const args = ['webhook', 'listen', '--port', '0', '--json', '--status', '200'];
  const listening = spawnEsoz(args, { ESOZ_WEBHOOK_SECRET: secret });
  const { listening: url, register } = await printed(listening, 0);
  assert.equal(register, `esoz webhook add ${url} --allow-private`);
  const now = Math.floor(Date.now() / 1000);
  const body = '{"id":"evt_1_2","type":"license.created"}';
  const send = async (headers: Record<string, string>, sent = body) =>
    (await call(url, { body: sent, headers })).status;
  const good = signatureHeaders([secret], 'evt_1_2', now, body);
  const statuses = [
    await send(good),
    await send(good),
    await send(good, body.replace('created', 'updated')),
    await send(signatureHeaders([secret], 'evt_1_2', now - 1000, body)),
    await send({}),
    await send(good, 'x'.repeat(1024 * 1024 + 1)),
    (await call(url)).status,
  ];
  assert.deepEqual(statuses, [200, 200, 401, 401, 401, 413, 405]);
  const told = documents(listening)
    .slice(1)
    .map(({ genuine, repeated }) => [genuine, repeated]);
  const [no, yes] = [false, true];
  assert.deepEqual(told, [
    [yes, no],
    [yes, yes],
    [no, no],
    [no, no],
    [no, no],
  ]);
  assert.equal(await listening.stop(), 0);
  assert.ok(!(listening.output() + listening.log()).includes(secret));
});

test('until the secret is known, deliveries are asked to come again; on a terminal nothing is obeyed', async () => {
  const listening = spawnEsoz(['webhook', 'listen', '--port', '0'], {});
  const url = await eventually('an address', () => /http:\S+(?=\.\n)/.exec(listening.output())?.[0]);
  const answer = await call(url, { body: '{}', headers: { 'webhook-id': 'evt\u009b31m' } });
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
  await eventually('a line', () => listening.output().includes('evt\\u009b31m  refused'));
  assert.equal(await listening.stop(), 0);
});
