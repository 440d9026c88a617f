/**
 * Goal: webhooks go out over TLS to those who can prove their name.
 * Method: receivers with good and bad certificates.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { selfSignedCertificate } from '../fixtures/certificate.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { startReceiver } from './receiver.ts';

const known = selfSignedCertificate('localhost');
const otherName = selfSignedCertificate('receiver.test');
const over = selfSignedCertificate('localhost', Date.parse('2020-01-01T00:00:00Z'));

let directory: string;
let database: TestDatabase;
let env: Record<string, string>;
let product: RunningProduct;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-https-'));
  database = await createTestDatabase();
  const authorities = path.join(directory, 'authorities.pem');
  await writeFile(authorities, [known, otherName, over].map(({ cert }) => cert).join(''));
  env = { DATABASE_URL: database.url, NODE_EXTRA_CA_CERTS: authorities };
  product = await startProduct({ env });
});
after(async () => {
  await product?.stop();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

async function esoz(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runEsoz([...args, '--json'], env);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

test('events go out over TLS, to receivers whose certificate is good for their name and to no others', async () => {
  const receivers = {
    good: await startReceiver(known),
    'connection failed (DEPTH_ZERO_SELF_SIGNED_CERT)': await startReceiver(
      selfSignedCertificate('localhost'), // of nobody that the product knows
    ),
    'connection failed (ERR_TLS_CERT_ALTNAME_INVALID)': await startReceiver(otherName),
    'connection failed (CERT_HAS_EXPIRED)': await startReceiver(over),
  };
  const reasons = new Map<string, string>();
  for (const [reason, receiver] of Object.entries(receivers)) {
    const added = await esoz('webhook', 'add', receiver.url, '--allow-private');
    receiver.secret = String(added.secret);
    reasons.set(String(added.id), reason);
  }
  await esoz('parameter', 'set', 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES', 'PHARMACY');

  const [event] = await eventually('the event', () => receivers.good.received[0] && receivers.good.received);
  assert.equal(event?.event.type, 'parameter.changed');
  assert.equal(event.signatureIsValid, true);

  const endpoints = await eventually('a verdict on every receiver', async () => {
    const list = (await esoz('webhook', 'list')).endpoints as { id: string; last_error: string | null }[];
    return list.filter(({ last_error }) => last_error !== null).length === 3 && list;
  });
  for (const { id, last_error } of endpoints) assert.equal(last_error ?? 'good', reasons.get(id));
  const { good: _good, ...refused } = receivers;
  for (const { received } of Object.values(refused)) assert.deepEqual(received, [], 'nothing was said to it');
});
