/**
 * Goal: a restored database whose rights stayed behind is whole again after `esoz migrate`.
 * Method: the rights of a migrated database, taken away in several ways, and given back.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';

/** Who may do what with each table, column, sequence, function and the schema, but for the owner. */
async function rightsOf({ query }: TestDatabase): Promise<unknown[]> {
  const rows = await query(`
    SELECT name, array(
             SELECT concat_ws(' ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, privilege_type)
               FROM aclexplode(acl) WHERE grantee <> owner ORDER BY 1) AS rights
      FROM (SELECT 'table ' || oid::regclass AS name, relowner AS owner, relacl AS acl FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')
            UNION ALL SELECT 'column ' || attrelid::regclass || '.' || attname, relowner, attacl
              FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
             WHERE relnamespace = 'public'::regnamespace AND attnum > 0
            UNION ALL SELECT 'function ' || oid::regprocedure, proowner, coalesce(proacl, acldefault('f', proowner))
              FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL SELECT 'schema', nspowner, nspacl FROM pg_namespace WHERE nspname = 'public') AS objects`);
  return rows.map((row) => JSON.stringify(row)).sort();
}

const LOSSES: Record<string, string> = {
  'of everything': `
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM esoz_app; REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM esoz_app;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM esoz_app; REVOKE USAGE ON SCHEMA public FROM esoz_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO PUBLIC`,
  'of single columns': 'REVOKE INSERT (resource, action) ON audit_log FROM esoz_app',
  'of functions': 'REVOKE ALL ON FUNCTION audit_log_append_many, event_rebase FROM esoz_app',
  'of the list of migrations': 'REVOKE ALL ON schema_migrations FROM esoz_app',
  'by a right too many':
    'GRANT INSERT ON audit_log TO esoz_app; GRANT EXECUTE ON FUNCTION event_rebase TO PUBLIC',
};

describe('esoz migrate mends the loss', { concurrency: true }, () => {
  for (const [loss, statements] of Object.entries(LOSSES)) {
    test(`${loss}, without a migration to apply`, async () => {
      const database = await createTestDatabase();
      const before = await rightsOf(database);
      await database.query(statements);
      assert.notDeepEqual(await rightsOf(database), before);
      const { code, stderr } = await runEsoz(['migrate'], { DATABASE_URL: database.url });
      assert.equal(code, 0, stderr);
      assert.deepEqual(await rightsOf(database), before);
      await database.drop();
    });
  }

  test('of a table that a later migration drops: what is gone needs no rights', async () => {
    const database = await createTestDatabase();
    await database.query('DROP TABLE webhook_dead_letters; DROP FUNCTION event_rebase');
    const { code, stderr } = await runEsoz(['migrate'], { DATABASE_URL: database.url });
    assert.equal(code, 0, stderr);
    await database.drop();
  });
});
