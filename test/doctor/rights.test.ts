/**
 * Goal: a start and `esoz doctor` notice a role that may too little or too much, and say how to mend it.
 * Method: the program on databases as they are found: set up with the owner's role, restored without rights, opened up.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, onServer, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';

type Finding = { name: string; state: string; detail: string; remedy?: string };

const PROD = {
  ENVIRONMENT: 'prod',
  OBJECT_STORAGE_BACKEND: 'embedded',
  PORT: '0',
  ADMIN_PORT: '0',
  STORE_PORT: '0',
};

let database: TestDatabase;
/** Roles of the whole server, so with names of their own. */
const [owner, runner] = ['owner', 'runner'].map(
  (name) => `test_${name}_${randomBytes(4).toString('hex')}`,
) as [string, string];

const urlOf = (role: string) => {
  const url = new URL(database.url);
  url.username = role;
  url.password = 'x';
  return url.href;
};
async function doctor(env: Record<string, string>): Promise<{ code: number | null; findings: Finding[] }> {
  const { code, stdout } = await runEsoz(['doctor', '--json'], { ...PROD, ...env });
  return { code, findings: JSON.parse(stdout).findings };
}
async function start(env: Record<string, string>) {
  const { code, stdout } = await runEsoz(['start', '--json'], { ...PROD, ...env });
  return { code, error: JSON.parse(stdout).error as { message: string; hint: string } };
}
const remediesOf = (findings: Finding[], state: string) =>
  findings.filter((one) => one.state === state && one.name === 'least privilege').map(({ remedy }) => remedy);

before(async () => {
  database = await createTestDatabase();
  await onServer(
    database.url,
    `CREATE ROLE ${owner} LOGIN PASSWORD 'x'`,
    `CREATE ROLE ${runner} LOGIN PASSWORD 'x'`,
  );
  await database.query(`GRANT SELECT ON schema_migrations TO ${owner}`);
});
after(async () => {
  await database.query(`DROP OWNED BY ${owner}; DROP OWNED BY ${runner}`);
  await database.drop();
  await onServer(process.env.TEST_POSTGRES_URL as string, `DROP ROLE ${owner}`, `DROP ROLE ${runner}`);
});

describe('DATABASE_URL with a role that may not act as esoz_app', () => {
  test('refuses to start and says what to do, and so does doctor', async () => {
    const { code, error } = await start({ DATABASE_URL: urlOf(owner) });
    assert.equal(code, 1);
    assert.match(error.message, new RegExp(`${owner} of DATABASE_URL may not act as esoz_app`));
    assert.match(
      error.hint,
      new RegExp(`Put the role esoz_app into DATABASE_URL.*GRANT esoz_app TO "${owner}";`),
    );
    const { code: doctorCode, findings } = await doctor({ DATABASE_URL: urlOf(owner) });
    assert.equal(doctorCode, 1);
    assert.match(findings.find(({ state }) => state === 'failed')?.remedy ?? '', /GRANT esoz_app TO/);
  });

  test('granted it, doctor only warns that it could be more, where it owns the schema', async () => {
    await database.query(`GRANT esoz_app TO ${owner}; ALTER TABLE imports OWNER TO ${owner}`);
    const { findings } = await doctor({ DATABASE_URL: urlOf(owner) });
    assert.equal(findings.find(({ name }) => name === 'rights')?.state, 'ok');
    assert.equal(remediesOf(findings, 'warning').length, 1);
    assert.deepEqual(remediesOf(findings, 'failed'), []);
    await database.query(`ALTER TABLE imports OWNER TO CURRENT_USER; REVOKE esoz_app FROM ${owner}`);
  });
});

test('a role of another name without the grants refuses to start, and each is printed', async () => {
  const env = { DATABASE_URL: urlOf(runner), DATABASE_OWNER_URL: database.url };
  const blind = await start(env);
  assert.match(blind.error.hint, /GRANT SELECT ON schema_migrations TO esoz_app;/);
  await database.query(`GRANT SELECT ON schema_migrations TO ${runner}`);
  const { code, error } = await start(env);
  assert.equal(code, 1);
  assert.match(error.message, new RegExp(`${runner} .*lacks rights.*licenses`));
  assert.match(error.hint, /GRANT SELECT, INSERT, UPDATE ON licenses TO esoz_app;/);
  assert.match(error.hint, new RegExp(`GRANT esoz_app TO "${runner}"`));
  const { findings } = await doctor(env);
  assert.equal(findings.find(({ name }) => name === 'rights')?.state, 'failed');
});

describe('rights that weaken', () => {
  /** What is done, and what ends it. Each is a failure in prod, and a warning in a demo. */
  const cases: [done: string, remedy: RegExp, undone: string][] = [
    [
      'GRANT TEMPORARY ON DATABASE <db> TO PUBLIC',
      /REVOKE TEMPORARY ON DATABASE/,
      'REVOKE TEMPORARY ON DATABASE <db> FROM PUBLIC',
    ],
    [
      'GRANT CREATE ON SCHEMA public TO PUBLIC',
      /REVOKE CREATE ON SCHEMA public FROM PUBLIC/,
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    ],
    [
      'GRANT UPDATE (action) ON audit_log TO esoz_app',
      /REVOKE .*UPDATE ON audit_log /,
      'REVOKE UPDATE (action) ON audit_log FROM esoz_app',
    ],
    [
      'GRANT DELETE, TRUNCATE ON audit_log TO esoz_app',
      /REVOKE DELETE, .*TRUNCATE.* ON audit_log /,
      'REVOKE DELETE, TRUNCATE ON audit_log FROM esoz_app',
    ],
    [
      'GRANT INSERT ON audit_log TO esoz_app',
      /REVOKE .*INSERT.* ON audit_log .*; GRANT INSERT \(inserted_at, .*\) ON audit_log TO esoz_app;/,
      'REVOKE INSERT ON audit_log FROM esoz_app; GRANT INSERT (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset) ON audit_log TO esoz_app',
    ],
    [
      'GRANT UPDATE ON audit_lanes TO PUBLIC',
      /REVOKE ALL ON audit_lanes FROM PUBLIC/,
      'REVOKE UPDATE ON audit_lanes FROM PUBLIC',
    ],
    [
      'GRANT DELETE ON licenses TO esoz_app',
      /REVOKE DELETE ON licenses/,
      'REVOKE DELETE ON licenses FROM esoz_app',
    ],
    [
      'GRANT EXECUTE ON FUNCTION event_rebase TO PUBLIC',
      /REVOKE ALL ON FUNCTION event_rebase\(\) FROM PUBLIC/,
      'REVOKE EXECUTE ON FUNCTION event_rebase FROM PUBLIC',
    ],
  ];
  test('none is there after the migrations', async () => {
    const { findings } = await doctor({ DATABASE_URL: database.url });
    // The tests connect as a superuser that acts as esoz_app.
    assert.deepEqual(remediesOf(findings, 'failed').length, 1, JSON.stringify(findings));
  });

  test('each is found, with the statement that ends it', async () => {
    const name = new URL(database.url).pathname.slice(1);
    for (const [done] of cases) await database.query(done.replace('<db>', name));
    const { code, findings } = await doctor({ DATABASE_URL: database.url });
    assert.equal(code, 1);
    for (const [done, remedy] of cases) {
      assert.ok(
        remediesOf(findings, 'failed').some((one) => remedy.test(one ?? '')),
        `${done} was not found in ${JSON.stringify(findings, null, 1)}`,
      );
    }
    const inDemo = await doctor({ DATABASE_URL: database.url, ENVIRONMENT: 'demo' });
    assert.deepEqual(remediesOf(inDemo.findings, 'failed'), []);
    assert.ok(remediesOf(inDemo.findings, 'warning').length >= cases.length);
    for (const [, , undone] of cases) await database.query(undone.replace('<db>', name));
  });

  test('a superuser and an owner as the role that runs are found', async () => {
    const superuser = await doctor({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.url });
    assert.match(
      superuser.findings.find(({ name }) => name === 'least privilege')?.detail ?? '',
      /superuser/,
    );
    await database.query(
      `GRANT esoz_app TO ${owner}; ALTER TABLE audit_log OWNER TO ${owner}; ALTER ROLE ${owner} CREATEDB`,
    );
    const owning = await doctor({ DATABASE_URL: urlOf(owner), DATABASE_OWNER_URL: database.url });
    const details = owning.findings
      .filter(({ state }) => state === 'failed')
      .map(({ detail }) => detail)
      .join('\n');
    assert.match(details, /owns audit_log/);
    assert.match(details, /CREATEDB/);
    await database.query(`ALTER TABLE audit_log OWNER TO CURRENT_USER`);
  });
});
