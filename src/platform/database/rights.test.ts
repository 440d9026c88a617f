/**
 * Goal: what the migrations grant is read from them completely, and what a role lacks is named with its remedy.
 * Method: the rights that PostgreSQL itself lists after the migrations; statements of each form; rights taken away.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useRegistry } from '../../../test/fixtures/open-registry.ts';
import { missingRights, parseRights, RightsError, readRights, requireRights } from './rights.ts';

const registry = useRegistry({ max: 1 });

test('the rights that are read are those that PostgreSQL has after the migrations', async () => {
  const rows = await registry.database.query<{ line: string }>(
    `SELECT relname || ' ' || privilege_type AS line FROM pg_class, aclexplode(relacl)
      WHERE relnamespace = 'public'::regnamespace AND grantee = 'esoz_app'::regrole
     UNION ALL SELECT relname || '.' || attname || ' ' || privilege_type
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(attacl)
      WHERE relnamespace = 'public'::regnamespace AND grantee = 'esoz_app'::regrole
     UNION ALL SELECT proname || ' ' || privilege_type FROM pg_proc, aclexplode(proacl)
      WHERE pronamespace = 'public'::regnamespace AND grantee = 'esoz_app'::regrole
     UNION ALL SELECT nspname || ' ' || privilege_type FROM pg_namespace, aclexplode(nspacl)
      WHERE nspname = 'public' AND grantee = 'esoz_app'::regrole`,
  );
  const read = (await readRights()).map(
    ({ object, column, privilege }) => `${object}${column === null ? '' : `.${column}`} ${privilege}`,
  );
  assert.deepEqual(read.sort(), rows.map(({ line }) => line).sort());
});

test('statements of each form are understood, what is revoked is gone, bodies and comments do not count', () => {
  const rights = parseRights(`
    GRANT SELECT, INSERT (a, b) ON one, two TO esoz_app; -- GRANT DELETE ON one TO esoz_app;
    GRANT EXECUTE ON FUNCTION f(int, text), g TO esoz_app;
    REVOKE SELECT ON two FROM esoz_app; REVOKE ALL ON FUNCTION g FROM PUBLIC;
    CREATE FUNCTION h() RETURNS void LANGUAGE sql AS $$ GRANT DELETE ON one TO esoz_app; $$`);
  const lines = rights.map(
    ({ kind, object, column, privilege }) => `${kind} ${object} ${column} ${privilege}`,
  );
  assert.deepEqual(lines, [
    'TABLE one null SELECT',
    'TABLE one a INSERT',
    'TABLE one b INSERT',
    'TABLE two a INSERT',
    'TABLE two b INSERT',
    'FUNCTION f null EXECUTE',
    'FUNCTION g null EXECUTE',
  ]);
  assert.throws(() => parseRights('GRANT esoz_app_reader TO esoz_app'), /cannot be understood/);
});

describe('a role that lacks a right', () => {
  const cases: [taken: string, hint: RegExp][] = [
    ['SELECT ON licenses', /GRANT SELECT ON licenses TO esoz_app;/],
    ['UPDATE, INSERT ON tokens', /GRANT INSERT, UPDATE ON tokens TO esoz_app;/],
    ['INSERT (action) ON audit_log', /GRANT INSERT \(action\) ON audit_log TO esoz_app;/],
    ['USAGE ON SEQUENCE audit_log_id_seq', /GRANT USAGE ON SEQUENCE audit_log_id_seq TO esoz_app;/],
    [
      'EXECUTE ON FUNCTION audit_log_append_many',
      /GRANT EXECUTE ON FUNCTION audit_log_append_many TO esoz_app;/,
    ],
    ['USAGE ON SCHEMA public', /GRANT USAGE ON SCHEMA public TO esoz_app;/],
    ['SELECT ON schema_migrations', /GRANT SELECT ON schema_migrations TO esoz_app;/],
  ];
  for (const [taken, hint] of cases) {
    test(`is told which: ${taken}`, async () => {
      assert.deepEqual(await missingRights(registry.pool), []);
      // PUBLIC has USAGE by default, and would go on having it.
      const from = taken.includes('SCHEMA') ? 'esoz_app, PUBLIC' : 'esoz_app';
      await registry.database.query(`REVOKE ${taken} FROM ${from}`);
      const refusal = requireRights(registry.pool);
      await assert.rejects(refusal, (error) => error instanceof RightsError && hint.test(error.hint));
      await registry.database.query(`GRANT ${taken} TO ${from}`);
    });
  }
});
