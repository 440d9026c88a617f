/**
 * Goal: nothing that a demo leaves behind is accepted outside of demos (SPEC 13.1).
 * Method: the demo world in a database that preprod and prod are then started on; revoked one by one and all at once.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { startProduct } from '../fixtures/product.ts';

const DEMO = fileURLToPath(new URL('../../worlds/demo.json', import.meta.url));
type Entry = { value: string; secret: string; expires_in: number };

let database: TestDatabase;
let folder: string;
let world: Record<'tokens' | 'api_keys' | 'clients' | 'users', Entry[]>;
const environment = (name: string) => ({
  DATABASE_URL: database.url,
  ENVIRONMENT: name,
  OBJECT_STORAGE_BACKEND: 'embedded',
  PORT: '0',
  ADMIN_PORT: '0',
  STORE_PORT: '0',
  DATA_DIR: path.join(folder, 'data'),
});
const esoz = async (args: string[], name: string) => {
  const { code, stdout } = await runEsoz([...args, '--json'], environment(name));
  return { code, document: JSON.parse(stdout) };
};

before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-published-'));
  world = JSON.parse(await readFile(DEMO, 'utf8'));
  const loaded = await esoz(['world', 'load', DEMO], 'demo');
  assert.equal(loaded.code, 0);
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** @param environments in which doctor is asked: each asks every password, which is meant to take its time */
async function refusal(environments = ['prod']): Promise<{ message: string; hint: string }> {
  for (const name of environments) {
    const { findings } = (await esoz(['doctor'], name)).document;
    const found = findings.find((one: { name: string }) => one.name === 'demo credentials');
    assert.equal(found.state, 'failed', name);
  }
  const started = await esoz(['start'], 'prod');
  assert.equal(started.code, 1);
  return started.document.error;
}

test('preprod and prod refuse to start, and name every credential that is valid', async () => {
  const { message, hint } = await refusal(['preprod', 'prod']);
  const expired = world.tokens.filter(({ expires_in }) => expires_in < 0).map(({ value }) => value);
  const expected = [...world.tokens, ...world.api_keys].map(({ value }) => value);
  for (const value of expected)
    assert.equal(new RegExp(`(token|API key) ${value}[,.]`).test(message), !expired.includes(value), value);
  for (const { secret } of world.clients) assert.doesNotMatch(message, new RegExp(`${secret}`));
  assert.equal(
    message.match(/secret of connection/g)?.length,
    world.clients.filter(({ secret }) => secret).length,
  );
  assert.equal(message.match(/password of user/g)?.length, world.users.length);
  assert.match(hint, /esoz world revoke worlds\/demo\.json/);
  assert.match(hint, /esoz token revoke [0-9a-f-]{36} /);
  assert.equal((await esoz(['start'], 'preprod')).code, 1);
});

test('a single one of each kind is enough', async () => {
  const others: Record<string, string> = {
    'token demo-clinic-1': `UPDATE tokens SET revoked_at = now() WHERE value_hash <> sha256('demo-clinic-1')`,
    'API key demo-mis-key': `UPDATE api_keys SET expires_at = now() WHERE value_hash <> sha256('demo-mis-key')`,
    'secret of connection': `UPDATE connections SET secret_hash = NULL WHERE secret_hash <> sha256('demo-mis-secret')`,
    'password of user owner@clinic.example': `UPDATE users SET password_hash = NULL WHERE email <> 'owner@clinic.example'`,
  };
  for (const sql of Object.values(others)) await database.query(sql);
  const { message } = await refusal();
  for (const name of Object.keys(others)) assert.match(message, new RegExp(name));
  assert.equal(message.split(', ').length, 4, message);
});

test('what is blocked is not valid, until it is unblocked', async () => {
  await database.query('UPDATE clients SET is_blocked = true; UPDATE users SET is_blocked = true');
  const { findings } = (await esoz(['doctor'], 'prod')).document;
  assert.equal(findings.find((one: { name: string }) => one.name === 'demo credentials').state, 'ok');
  await database.query('UPDATE clients SET is_blocked = false; UPDATE users SET is_blocked = false');
  await refusal();
});

test('revoked together they let prod start, which accepts none of them; each is in the audit log', async () => {
  const owner = "(SELECT id FROM users WHERE email = 'owner@clinic.example')";
  await database.query(
    `INSERT INTO sessions SELECT gen_random_uuid(), 'x', id, now(), '', '', now(), now() + interval '1 h', NULL, now()
       FROM ${owner} u;
     INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash, code_expires_at, inserted_at)
     SELECT gen_random_uuid(), id, id, ${owner}, '', '', '', 'x', now(), now() FROM connections LIMIT 1`,
  );
  const { code, document } = await esoz(['world', 'revoke', DEMO], 'prod');
  assert.equal(code, 0, JSON.stringify(document));
  const living = await database.query(
    'SELECT id FROM sessions WHERE ended_at IS NULL UNION ALL SELECT id FROM token_families WHERE revoked_at IS NULL',
  );
  assert.deepEqual(living, [], 'what somebody has got by a published password');
  assert.deepEqual(
    new Set(document.revoked.map(({ kind }: { kind: string }) => kind)),
    new Set(['token', 'api_key', 'client_secret', 'password']),
  );
  const audited = await database.query(`SELECT DISTINCT action FROM audit_log WHERE action LIKE 'revoke%'`);
  assert.equal(audited.length, 3);
  assert.deepEqual((await esoz(['world', 'revoke', DEMO], 'prod')).document, { revoked: [] });
  const product = await startProduct({ env: environment('prod') });
  const answer = await call(`${product.apiUrl}/api/licenses`, { token: 'demo-clinic-1' });
  assert.equal(answer.status, 401);
  assert.equal(await product.stop(), 0);
});

test('outside of demos no world brings them back, under whatever name of the file', async () => {
  const copy = path.join(folder, 'ours.json');
  await writeFile(copy, JSON.stringify({ tokens: world.tokens.slice(0, 1), users: world.users.slice(0, 1) }));
  for (const [name, file] of [
    ['prod', DEMO],
    ['prod', copy],
    ['preprod', copy],
  ] as const) {
    const { code, document } = await esoz(['world', 'load', file, '--yes-this-is-production'], name);
    assert.equal(code, 1);
    const paths = document.error.mistakes.map((mistake: { path: string }) => mistake.path);
    assert.ok(paths.includes('$.tokens.[0].value') && paths.includes('$.users.[0].password'), paths.join());
  }
  assert.equal((await esoz(['start', '--world', copy], 'preprod')).code, 1);
});
