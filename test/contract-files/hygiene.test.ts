/**
 * Goal: links and their keys are written nowhere.
 * Method: both programs run in every configuration, then a search through all that they wrote.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { generateUrl, linkTo, listFiles, portal, secret } from '../fixtures/portal.ts';
import { type RunningAel, type RunningProduct, startAel, startProduct } from '../fixtures/product.ts';

const owner = portal();
const AEL_TOKEN = secret();
let database: TestDatabase;
let ael: RunningAel;
let api: RunningProduct;
before(async () => {
  database = await createTestDatabase();
  ael = await startAel({ AEL_TOKEN, LOG_LEVEL: 'trace' });
  const env = { DATABASE_URL: database.url, AEL_URL: ael.url, AEL_TOKEN, LOG_LEVEL: 'trace' };
  api = await startProduct({ env, world: owner.world });
});
after(async () => {
  await api.stop();
  await ael.stop();
  await database.drop();
});

test('no link, signature, token or key is in any log line, measurement, audit row or stored answer', async () => {
  const secrets = new Set([owner.token, owner.apiKey, AEL_TOKEN]);
  const note = (url: string) => {
    secrets.add(url);
    secrets.add(url.split('?')[1] as string);
    secrets.add(new URL(url).searchParams.get('X-Amz-Signature') as string);
  };
  for (let round = 0; round < 3; round += 1) {
    const name = `Договір ${round}.pdf`;
    const put = await linkTo(api.apiUrl, owner, 'PUT', RESOURCE_ID, name);
    const get = await linkTo(api.apiUrl, owner, 'GET', RESOURCE_ID, name);
    await rawHttp('PUT', put, { body: Buffer.from('x') });
    await rawHttp('GET', get);
    await rawHttp('DELETE', get); // refused
    await rawHttp('GET', `${get}0`); // forged
    const body = { action: 'GET', resource_id: RESOURCE_ID, resource_name: name };
    const kept = await generateUrl(api.apiUrl, owner, body, {
      headers: { 'x-idempotency-key': `k${round}` },
    });
    assertStatus(kept, 200);
    for (const url of [put, get, kept.body.data.url]) note(url);
  }
  await listFiles(api.apiUrl, owner, { resource_id: RESOURCE_ID });
  const direct = await call(`${ael.url}/rpc`, {
    token: AEL_TOKEN,
    body: {
      jsonrpc: '2.0',
      method: 'signed_url',
      params: { action: 'GET', bucket: 'ambulatory_contracts-demo', resource_id: RESOURCE_ID },
      id: 1,
    },
  });
  note(direct.body.result.secret_url);

  // What fails is logged more fully than what works.
  await ael.kill();
  assertStatus(
    await generateUrl(api.apiUrl, owner, { action: 'GET', resource_id: RESOURCE_ID, resource_name: 'x' }),
    503,
  );

  const places: Record<string, string> = {
    'log of the API': api.log(),
    'log of AEL': ael.log(),
    'metrics of the API': (await call(`${api.adminUrl}/metrics`)).text,
  };
  for (const table of ['audit_log', 'idempotency_keys', 'tokens', 'api_keys', 'clients']) {
    const rows = await database.query<{ row: string }>(`SELECT ${table}::text AS row FROM ${table}`);
    places[table] = rows.map(({ row }) => row).join('\n');
    assert.notEqual(places[table], '', `${table} is empty, so nothing is shown`);
  }
  for (const [place, text] of Object.entries(places)) {
    assert.ok(text.length > 0, place);
    for (const secretText of secrets)
      assert.ok(!text.includes(secretText), `${secretText} is in the ${place}`);
    assert.ok(!text.includes('X-Amz-Signature'), place);
  }
});
