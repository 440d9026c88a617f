/**
 * Goal: events are read and sent by the product as by its parts.
 * Method: two processes, a receiver and the command line.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { type ApiAnswer, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { clinic, licenseBody, mergeWorlds, storedLicense } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const secretText = () => randomBytes(32).toString('base64url');
const reader = clinic({ token: { scope: 'events:read' } });
const [apiKey, readerToken] = [secretText(), reader.token];
const writer = clinic({ licenses: [storedLicense({ type: 'PHARMACY', expiry_date: '2026-12-01' })] });
const world = mergeWorlds(reader.world, writer.world, {
  api_keys: [{ value: apiKey, client_id: reader.id }],
});
const env = { WEBHOOK_ALLOW_PRIVATE: 'true', ESOZ_CLOCK: '2026-11-22T10:00:00Z' };
const setting = useSetting({ world, env, processes: 2 });

const read = (query = '', headers: Record<string, string> = { 'api-key': apiKey }, token = readerToken) =>
  call(`${setting.product.apiUrl}/api/admin/events${query}`, { headers, token });

async function esoz(...args: string[]): Promise<Record<string, string>> {
  const result = await runEsoz([...args, '--json'], { ...env, DATABASE_URL: setting.database.url });
  assert.equal(result.code, 0, result.stderr);
  return JSON.parse(result.stdout);
}

/** Events of one licence or parameter, once there are so many. */
const eventsOf = (resourceId: string, count: number) =>
  eventually(`${count} events of ${resourceId}`, async () => {
    const answer = await read('?limit=300');
    assertStatus(answer, 200);
    const found = answer.body.data.filter(
      (event: { resource_id: string }) => event.resource_id === resourceId,
    );
    return found.length >= count ? found : undefined;
  });

describe('GET /api/admin/events', () => {
  let created: ApiAnswer;
  before(async () => {
    created = await call(`${setting.product.apiUrl}/api/licenses`, {
      token: writer.token,
      body: licenseBody(),
    });
    assertStatus(created, 201);
  });

  test('shows a licence as it was created, and an update as old and new values', async () => {
    const license = created.body.data;
    const { is_primary: _isPrimary, ...body } = licenseBody({ order_no: '77' });
    const updated = await call(`${setting.product.apiUrl}/api/licenses/${license.id}`, {
      method: 'PATCH',
      token: writer.token,
      body: { ...body, is_primary: false },
    });
    assertStatus(updated, 200);
    const [first, second] = await eventsOf(license.id, 2);
    assert.deepEqual(first, {
      id: first.id,
      type: 'license.created',
      occurred_at: license.inserted_at,
      resource: 'license',
      resource_id: license.id,
      payload: license,
    });
    assert.deepEqual(Object.keys(first.payload), Object.keys(license));
    assert.equal(second.type, 'license.updated');
    assert.deepEqual(second.payload, { changes: { order_no: { old: null, new: '77' } } });
  });

  test('shows a changed parameter', async () => {
    const name = 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES';
    await esoz('parameter', 'set', name, 'PHARMACY');
    const [event] = await eventsOf(name, 1);
    assert.equal(event.type, 'parameter.changed');
    assert.deepEqual(event.payload, { name, old: null, new: 'PHARMACY' });
  });

  test('shows a licence that expires within thirty days, once from two processes', async () => {
    const { id } = writer.world.licenses[1] as { id: string };
    const events = await eventsOf(id, 2);
    assert.deepEqual(
      events.map((event: { type: string }) => event.type),
      ['license.created', 'license.expiring'],
    );
    assert.equal(events[1].payload.expiry_date, '2026-12-01');
  });

  test('is read on from the id of any event', async () => {
    const { data } = (await read()).body;
    const ids = data.map((event: { id: string }) => event.id);
    assert.ok(ids.length >= 5);
    const walked: string[] = [];
    for (let after = ''; ; after = `&after=${walked.at(-1)}`) {
      const page = (await read(`?limit=2${after}`)).body;
      assert.equal(page.meta.type, 'list');
      if (page.data.length === 0) break;
      walked.push(...page.data.map((event: { id: string }) => event.id));
    }
    assert.deepEqual(walked.slice(0, ids.length), ids);
  });

  test('refuses a cursor that is none', async () => {
    for (const after of [
      '1',
      'evt_1',
      'evt_1_2_3',
      'evt_-1_2',
      `evt_1_${'9'.repeat(19)}`,
      '',
      'evt_1_2%00',
    ]) {
      assertStatus(await read(`?after=${after}`), 422);
    }
    for (const limit of ['0', '-1', 'x', '1.5']) assertStatus(await read(`?limit=${limit}`), 422);
  });

  test('refuses a cursor of a database that was ahead of this one', async () => {
    const answer = await read('?after=evt_999999999999_1');
    assertStatus(answer, 422);
    assert.equal(answer.body.error.invalid[0].entry, '$.after');
  });

  test('needs an API key and the scope', async () => {
    assertRefused(await read('', {}), 401, 'access_denied', 'Api key is not set');
    const denied = await read('', { 'api-key': apiKey }, writer.token);
    assertRefused(
      denied,
      403,
      'forbidden',
      'Your scope does not allow to access this resource. Missing allowances: events:read',
    );
  });
});

describe('webhooks of two processes', () => {
  let receiver: Receiver;
  let endpointId: string;
  before(async () => {
    receiver = await startReceiver();
    const { id, secret } = await esoz('webhook', 'add', receiver.url, '--event', 'license.created');
    endpointId = id as string;
    receiver.secret = secret as string;
  });

  test('a created licence is told within seconds, once, with its signature', async () => {
    const other = clinic();
    const file = path.join(tmpdir(), `world-${randomUUID()}.json`);
    await writeFile(file, JSON.stringify(other.world));
    await esoz('world', 'load', file);
    await rm(file);
    const license = await call(`${setting.product.apiUrl}/api/licenses`, {
      token: other.token,
      body: licenseBody(),
    });
    assertStatus(license, 201);
    await eventually('the webhook', () =>
      receiver.received.find(({ event }) => event.resource_id === license.body.data.id),
    );
    assert.ok(receiver.received.every(({ signatureIsValid }) => signatureIsValid));
    const ids = receiver.received.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('the commands show how it fares, and no secret', async () => {
    const list = await esoz('webhook', 'list');
    assert.match(JSON.stringify(list), new RegExp(endpointId));
    assert.ok(!JSON.stringify(list).includes(receiver.secret));
    assert.deepEqual(await esoz('webhook', 'dead-letters'), { dead_letters: [] });
    await esoz('webhook', 'pause', endpointId);
    const { endpoints } = (await esoz('webhook', 'list')) as unknown as {
      endpoints: { is_active: boolean }[];
    };
    assert.deepEqual(
      endpoints.map(({ is_active }) => is_active),
      [false],
    );
    assert.deepEqual(await esoz('webhook', 'remove', endpointId), { id: endpointId, removed: true });
  });

  test('no secret and no URL is in the log, and the processes stop in time', async () => {
    for (const product of setting.products.splice(0)) {
      const began = performance.now();
      assert.equal(await product.stop(), 0);
      assert.ok(performance.now() - began < 5_000);
      for (const word of [receiver.secret, receiver.url, 'whsec_']) assert.ok(!product.log().includes(word));
    }
  });
});
