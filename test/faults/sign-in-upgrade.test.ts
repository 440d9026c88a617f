/**
 * Goal: what a registry from before connections has (secrets, redirect URIs, roles, e-mail addresses) counts afterwards.
 * Method: rows written under the migrations before, migrated; once with two addresses that differ by their case alone.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { migrate } from '../../src/platform/database/migrate.ts';
import { readMigrations } from '../../src/platform/database/migrations.ts';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database.ts';

const CONNECTIONS = '20261126110000-create-sign-in.sql';
const CLINIC_SCOPES = '{license:read,license:write,legal_entity:read}';
const [CLINIC, MIS, OWNER] = [randomUUID(), randomUUID(), randomUUID()];

async function withFormerRegistry(work: (database: EmptyDatabase) => Promise<void>): Promise<void> {
  const database = await createEmptyDatabase();
  try {
    await database.query(
      'CREATE TABLE schema_migrations (name text PRIMARY KEY, checksum text, applied_at timestamptz DEFAULT now())',
    );
    for (const { name, sql, checksum } of await readMigrations()) {
      if (name >= CONNECTIONS) break;
      await database.query(sql);
      await database.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
        name,
        checksum,
      ]);
    }
    const client =
      "INSERT INTO clients VALUES ($1, 'x', $2, 'DIRECT', $3, $4, $5::text[], false, now(), now())";
    await database.query(client, [CLINIC, 'MSP', null, [], CLINIC_SCOPES]);
    await database.query(client, [MIS, 'MIS', Buffer.from('hash'), ['https://mis.example/'], CLINIC_SCOPES]);
    await database.query("INSERT INTO users VALUES ($1, 'Owner@clinic.example', 'x', false, now(), now())", [
      OWNER,
    ]);
    await database.query("INSERT INTO user_roles VALUES ($1, 'OWNER')", [OWNER]);
    await work(database);
  } finally {
    await database.drop();
  }
}

test('secrets and redirect URIs become connections, roles count everywhere as before, clinics let owners see connections', () =>
  withFormerRegistry(async (database) => {
    await migrate(database.url);
    assert.deepEqual(
      await database.query(
        'SELECT id, client_id, consumer_id, secret_hash, redirect_uris, is_blocked FROM connections',
      ),
      [
        {
          id: MIS,
          client_id: MIS,
          consumer_id: MIS,
          secret_hash: Buffer.from('hash'),
          redirect_uris: ['https://mis.example/'],
          is_blocked: false,
        },
      ],
    );
    assert.deepEqual(await database.query('SELECT * FROM user_roles'), [
      { user_id: OWNER, role_name: 'OWNER', legal_entity_id: null },
    ]);
    const knowing = await database.query(
      "SELECT id FROM clients WHERE scopes @> '{connection:read,connection:refresh_secret}'",
    );
    assert.deepEqual(knowing, [{ id: CLINIC }]);
  }));

test('two people whose addresses differ by case alone stop the upgrade, which names them and changes nothing', () =>
  withFormerRegistry(async (database) => {
    const other = randomUUID();
    await database.query("INSERT INTO users VALUES ($1, 'owner@Clinic.example', 'x', false, now(), now())", [
      other,
    ]);
    await assert.rejects(migrate(database.url), (error: Error) => {
      assert.match(error.message, new RegExp(`e-mail address but for its case: .*(${OWNER}|${other})`));
      return true;
    });
    assert.deepEqual(await database.query("SELECT to_regclass('connections') AS connections"), [
      { connections: null },
    ]);
  }));
