/**
 * Goal: an operator without a console lets people in and out, by the rules of the administration.
 * Method: real runs of the command on a database, whose rows are looked at.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';

const CLINIC = randomUUID();
const EMAIL = 'olena@example.org';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
  await database.query(
    "INSERT INTO legal_entities VALUES ($1, 'Клініка', '12345678', 'OUTPATIENT', 'ACTIVE', now(), $1, now(), $1)",
    [CLINIC],
  );
});
after(() => database.drop());

async function user(...args: string[]) {
  const env = { DATABASE_URL: database.url, PUBLIC_URL: 'https://registry.example/' };
  const { code, stdout, stderr } = await runEsoz(['user', ...args], env);
  return { code, stdout, stderr };
}

test('no role at all is given by saying so', async () => {
  const email = 'ivan@example.org';
  await user('create', '--email', email, '--role', 'OPERATOR', '--everywhere');
  const answer = await user('roles', 'set', email, '--none', '--json');
  assert.deepEqual(JSON.parse(answer.stdout).roles, [], answer.stderr);
});

test('a person is created, found by the e-mail address in any case, and blocked', async () => {
  const made = await user('create', '--email', EMAIL, '--role', 'OWNER', 'ADMIN', '--legal-entity', CLINIC);
  assert.equal(made.code, 0, made.stderr);
  // The link is alone on its line: it can be piped.
  assert.match(made.stdout, /^https:\/\/registry\.example\/password\?link=[\w-]{43}\n/);

  const reset = await user('reset', EMAIL.toUpperCase(), '--json');
  assert.equal(reset.code, 0, reset.stderr);
  const link = JSON.parse(reset.stdout);
  assert.equal(link.purpose, 'reset');
  assert.match(link.url, /\/password\?link=[\w-]{43}$/);

  const roles = await user('roles', 'set', EMAIL, '--role', 'OPERATOR', '--everywhere');
  assert.equal(roles.code, 0, roles.stderr);
  const forgotten = await user('roles', 'set', EMAIL);
  assert.equal(forgotten.code, 2, 'a forgotten option takes all roles away');
  const blocked = await user('block', EMAIL, '--reason', 'Звільнено');
  assert.match(blocked.stdout, /OPERATOR, blocked\.$/m);

  const list = await user('list', '--blocked', '--json');
  const [listed, ...others] = JSON.parse(list.stdout).users;
  assert.deepEqual(others, []);
  assert.equal(listed.email, EMAIL);
  assert.deepEqual(listed.roles, [{ name: 'OPERATOR', legal_entity_id: null }]);
  const audit = await database.query<{ action: string }>(
    'SELECT DISTINCT action, actor_id FROM audit_log WHERE resource_id = $1 ORDER BY action',
    [listed.id],
  );
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['block', 'create', 'update'],
  );
});

test('what cannot be is said in a sentence, and nothing is done', async () => {
  const unknown = await user('reset', 'nobody@example.org');
  assert.deepEqual([unknown.code, unknown.stdout], [1, '']);
  assert.match(unknown.stderr, /User was not found/);
  const everywhere = await user('create', '--email', 'x@example.org', '--role', 'OWNER');
  assert.deepEqual([everywhere.code, everywhere.stdout], [2, '']);
  assert.match(everywhere.stderr, /Say where the role OWNER counts/);
});
