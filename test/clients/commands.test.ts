/**
 * Goal: an operator manages clients, connections, keys and tokens on the command line as the methods do.
 * Method: real runs on one database, as few as show each verb.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import { hashSecret } from '../../src/auth/secrets.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { useRegistry } from '../fixtures/open-registry.ts';

const registry = useRegistry();
const run = (...args: string[]) => runEsoz(args, { DATABASE_URL: registry.database.url });

/** What a command prints with --json. */
async function done(...args: string[]) {
  const { code, stdout, stderr } = await run(...args, '--json');
  assert.equal(code, 0, `${args.join(' ')}\n${stderr}`);
  return JSON.parse(stdout);
}
const auditOf = (id: string) =>
  registry.database.query(
    "SELECT actor_id, client_id, action, changeset->>'reason' AS reason FROM audit_log WHERE resource_id = $1 ORDER BY id",
    [id],
  );
const byNobody = { actor_id: SYSTEM_USER_ID, client_id: null, reason: null };
const actionsOf = async (id: string) => (await auditOf(id)).map(({ action }) => action);

async function insertClient(): Promise<string> {
  const id = randomUUID();
  await registry.database.query(
    `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     VALUES ($1, 'МІС', 'MIS', 'DIRECT', '{a:b}', false, now(), now())`,
    [id],
  );
  return id;
}

test('client create, update, block', async () => {
  const created = await done('client', 'create', '--name', 'МІС', '--type', 'MIS', '--scope', 'a:b c:d');
  const { id } = created;
  assert.deepEqual(
    [created.scopes, created.access_type, created.is_public],
    [['a:b', 'c:d'], 'DIRECT', false],
  );
  const updated = await done('client', 'update', id, '--name', 'МІС «Нова»', '--access-type', 'BROKER');
  assert.deepEqual(
    [updated.name, updated.access_type, updated.scopes],
    ['МІС «Нова»', 'BROKER', ['a:b', 'c:d']],
  );
  const blocked = await run('client', 'block', id, '--reason', 'витік');
  assert.equal(blocked.stdout, `Client ${id} (МІС «Нова») is blocked.\n`);
  assert.deepEqual(await auditOf(id), [
    { ...byNobody, action: 'create' },
    { ...byNobody, action: 'update' },
    { ...byNobody, action: 'block', reason: 'витік' },
  ]);
});

test('connection create, update, refresh-secret, list', async () => {
  const id = await insertClient();
  const made = await done(
    'connection',
    'create',
    '--client',
    id,
    '--redirect-uri',
    'https://mis.example/a',
    'http://localhost/b',
  );
  assert.deepEqual([made.id, made.redirect_uris], [id, ['https://mis.example/a', 'http://localhost/b']]);
  const refreshed = await run('connection', 'refresh-secret', id);
  const told = /^Its secret, shown this once: (\S+)\nThe old one works until \S+\.\n$/.exec(refreshed.stdout);
  const hashes = 'SELECT secret_hash, former_secret_hash FROM connections WHERE id = $1';
  assert.deepEqual(await registry.database.query(hashes, [id]), [
    { secret_hash: hashSecret(told?.[1] as string), former_secret_hash: hashSecret(made.secret) },
  ]);
  const [again, updated, { connections }] = await Promise.all([
    run('connection', 'refresh-secret', id),
    done('connection', 'update', id, '--redirect-uri', 'https://mis.example/'),
    done('connection', 'list', '--client', id),
  ]);
  assert.deepEqual([again.code, again.stderr], [1, 'esoz: Former secret is still valid\n']);
  assert.deepEqual(updated.redirect_uris, ['https://mis.example/']);
  assert.deepEqual([connections.length, 'secret' in connections[0]], [1, false]);
  assert.deepEqual(await actionsOf(id), ['create', 'refresh_secret', 'update']);
});

test('api-key rotate, token revoke --family', async () => {
  const [clientId, keyId, userId, familyId, tokenId] = [
    await insertClient(),
    ...Array.from({ length: 4 }, randomUUID),
  ] as [string, string, string, string, string];
  const { query } = registry.database;
  await query("INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, 'x', $2, now())", [
    keyId,
    clientId,
  ]);
  await query(
    `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at) VALUES ($1, $1, $1, '{}', now(), now())`,
    [clientId],
  );
  await query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now())', [userId]);
  await query(
    `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash, code_expires_at, inserted_at)
     VALUES ($1, $2, $2, $3, '', '', '', 'x', now(), now())`,
    [familyId, clientId, userId],
  );
  await query(
    `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at, family_id)
     VALUES ($1, 'x', $2, $3, 'a:b', '2100-01-01', now(), $4)`,
    [tokenId, clientId, userId, familyId],
  );
  const [rotated, revoked] = await Promise.all([
    run('api-key', 'rotate', keyId, '--immediately'),
    done('token', 'revoke', tokenId, '--family'),
  ]);
  assert.match(
    rotated.stdout,
    /^[\w-]{43}\n {2}id \S+; the value is not shown again\n {2}the key before it has ended\n$/,
  );
  assert.deepEqual(await actionsOf(keyId), ['rotate']);
  const successor = / id (\S+);/.exec(rotated.stdout)?.[1] as string;
  await run('api-key', 'rotate', successor);
  const { stdout } = await run('api-key', 'list', '--client', clientId, '--valid');
  const [titles = '', ...keys] = stdout.trimEnd().split('\n');
  const ends = keys.map((key) => key.slice(titles.indexOf('ends')).startsWith('20'));
  assert.deepEqual(ends.sort(), [false, true], 'a key that ends looks like one that does not');
  assert.deepEqual(revoked, { id: tokenId, outcome: 'revoked' });
  assert.deepEqual(await actionsOf(familyId), ['revoke']);
});

test('what is wrong is a usage, and what is not there a failure', async () => {
  const connect = ['connection', 'create', '--client', randomUUID()];
  const create = [
    'client',
    'create',
    '--name',
    'x',
    '--type',
    'MIS',
    '--access-type',
    'direct',
    '--scope',
    'read',
  ];
  const [scope, uri, missing] = await Promise.all([
    run(...create),
    run(...connect, '--redirect-uri', 'javascript:alert(1)'),
    run(...connect),
  ]);
  assert.match(
    scope.stderr,
    /^esoz: (?=.*scope must be of the form name:action)(?=.*access-type must be one of DIRECT, BROKER)/,
  );
  assert.match(
    uri.stderr,
    /^esoz: redirect-uri must be https URI, http on loopback, or a private-use scheme/,
  );
  assert.equal(missing.stderr, 'esoz: Client does not exist\n');
  assert.deepEqual([scope.code, uri.code, missing.code], [2, 2, 1]);
});
