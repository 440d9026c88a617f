/**
 * Goal: a database that is named wrongly, closed, or none for us is told with its own cause and remedy, before anything is
 * changed in it.
 * Method: doctor in this process against a real server, with each mistake in turn; commands where they differ from it.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { findingLines } from '../../src/cli/findings.ts';
import { runDoctor } from '../../src/doctor/doctor.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import type { MigrationError } from '../../src/platform/database/migrations.ts';
import { createTestDatabase, onServer, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { timed } from '../fixtures/timed.ts';
import { createEmptyDatabase } from './empty-database.ts';

const serverUrl = process.env.TEST_POSTGRES_URL as string;
const suffix = randomBytes(4).toString('hex');
const role = `mistaken_${suffix}`;
const PORTS = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
  await onServer(serverUrl, `CREATE ROLE ${role} LOGIN PASSWORD 'right'`, `CREATE ROLE ${role}_out NOLOGIN`);
});
after(async () => {
  await database.drop();
  await onServer(serverUrl, `DROP ROLE ${role}`, `DROP ROLE ${role}_out`);
});

const changed = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};
const as = (user: string, password: string) =>
  changed((url) => {
    url.username = user;
    url.password = password;
  });

/** What doctor says of a database. */
async function diagnosed(DATABASE_URL: string) {
  const findings = await runDoctor({ ...PORTS, DATABASE_URL });
  return { findings, text: findingLines(findings).join('\n') };
}

/** What a person is told by a command. */
async function told(DATABASE_URL: string): Promise<string> {
  const plain = await runEsoz(['token', 'revoke', crypto.randomUUID()], { DATABASE_URL });
  assert.equal(plain.code, 1, plain.stderr);
  assert.doesNotMatch(plain.stderr, /\n\s+at |does not answer/);
  return plain.stderr;
}

describe('the way to the database', () => {
  const cases: [what: string, url: () => string, remedy: RegExp][] = [
    [
      'a wrong password',
      () => as(role, 'wrong'),
      /authentication failed.*\n.*refuses the password.*percent-encoded/,
    ],
    [
      'an unknown user',
      () => as(`nobody_${suffix}`, 'x'),
      /nobody_.*\n.*(refuses the password|does not know the user)/,
    ],
    [
      'a user that may not log in',
      () => as(`${role}_out`, 'x'),
      /_out.*\n.*(refuses the password|let it log in)/,
    ],
    [
      'a database that is not there',
      () => changed((url) => (url.pathname = '/nothing_here')),
      /nothing_here.*\n.*no database of this name.*CREATE DATABASE <name>.*UTF8/,
    ],
    [
      'a port that is closed',
      () => changed((url) => (url.port = '1')),
      /ECONNREFUSED.*\n.*Nothing listens there/,
    ],
    [
      'a host that nobody knows',
      () => changed((url) => (url.hostname = 'nowhere.invalid')),
      /(ENOTFOUND|EAI_AGAIN).*\n.*Nobody knows the host/,
    ],
    [
      'a server without TLS, with TLS required',
      () => changed((url) => url.searchParams.set('sslmode', 'require')),
      /SSL.*\n.*speaks no TLS.*sslmode/,
    ],
  ];
  for (const [what, url, remedy] of cases) {
    test(`${what}: its own cause and remedy`, async () => {
      const { text } = await diagnosed(url());
      assert.match(text, remedy);
      assert.doesNotMatch(text, /does not answer/);
    });
  }
  test('a command says the same', async () => {
    const [, url, remedy] = cases[0] as (typeof cases)[0];
    assert.match(await told(url()), remedy);
  });
  test('no password where one is asked for, told at once', async () => {
    const DATABASE_URL = changed((url) => {
      url.username = role;
      url.password = '';
    });
    const { value, ms } = await timed(told(DATABASE_URL));
    assert.match(value, /asks for a password: put it into DATABASE_URL/);
    assert.ok(ms < 30_000, `took ${ms} ms`);
  });
  test('something that is no PostgreSQL', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const { text } = await diagnosed(changed((url) => (url.port = String(port))));
    assert.match(text, /closes the connection: check that it is PostgreSQL/);
    server.close();
  });
  test('no connection left', async () => {
    await onServer(serverUrl, `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} CONNECTION LIMIT 0`);
    assert.match((await diagnosed(as(role, 'right'))).text, /no connection left.*max_connections/);
    await onServer(
      serverUrl,
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} CONNECTION LIMIT -1`,
    );
  });
  test('a role that may not become the one of the application: the GRANT that helps', async () => {
    assert.match(await told(as(role, 'right')), /GRANT esoz_app TO <user>/);
    assert.match((await diagnosed(as(role, 'right'))).text, new RegExp(`GRANT esoz_app TO "${role}"`));
  });
  test('a database that is read-only, as a standby is', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await onServer(serverUrl, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const { text } = await diagnosed(database.url);
    assert.match(text, /✗ writable: transactions are read-only.*\n.*RESET default_transaction_read_only/);
    await onServer(serverUrl, `ALTER DATABASE ${name} RESET default_transaction_read_only`);
  });
});

async function assertCommandsSay(url: string, ...expected: RegExp[]): Promise<void> {
  for (const args of [['migrate'], ['start'], ['world', 'load', 'worlds/demo.json']]) {
    const { code, stderr } = await runEsoz(args, { ...PORTS, DATABASE_URL: url });
    assert.equal(code, 1, stderr);
    for (const text of expected) assert.match(stderr, text);
  }
}

describe('a database that our schema cannot live in', () => {
  const kinds: [kind: string, options: string, cause: RegExp, remedy: RegExp][] = [
    [
      'SQL_ASCII',
      `ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc`,
      /has the encoding SQL_ASCII/,
      /CREATE DATABASE "\w+_utf8".*'UTF8'/,
    ],
    [
      'LATIN1',
      `ENCODING 'LATIN1' LOCALE 'C'`,
      /has the encoding LATIN1/,
      /CREATE DATABASE "\w+_utf8".*'UTF8'/,
    ],
    [
      'WIN1251',
      `ENCODING 'WIN1251' LOCALE 'C'`,
      /has the encoding WIN1251/,
      /CREATE DATABASE "\w+_utf8".*'UTF8'/,
    ],
    ['without ICU', '', /without ICU/, /pg_import_system_collations/],
    ['read-only', '', /read-only here/, /RESET default_transaction_read_only/],
  ];
  for (const [kind, options, cause, remedy] of kinds) {
    test(`${kind}: migrate and doctor say so, and nothing is changed`, async () => {
      const name = `unfit_${kind.toLowerCase().replaceAll(/\W/g, '_')}_${suffix}`;
      await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0 ${options}`);
      const url = changed((each) => (each.pathname = `/${name}`));
      if (kind === 'without ICU')
        await onServer(url, `DELETE FROM pg_collation WHERE collname = 'und-x-icu'`);
      if (kind === 'read-only')
        await onServer(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      try {
        await assert.rejects(migrate(url), ({ message, hint }: MigrationError) => {
          assert.match(message, cause);
          assert.match(hint ?? '', remedy);
          return true;
        });
        if (kind === 'SQL_ASCII') await assertCommandsSay(url, cause, remedy);
        const { text } = await diagnosed(url);
        assert.match(text, cause);
        assert.match(text, remedy);
        assert.doesNotMatch(text, /Run: esoz migrate/);
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        const { rows } = await client.query(
          `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
        );
        await client.end();
        assert.deepEqual(rows, []);
      } finally {
        await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      }
    });
  }
  test('what is told to create can be created and migrated', async () => {
    const { query, url, drop } = await createEmptyDatabase();
    const name = `told_${suffix}`;
    await onServer(serverUrl, `CREATE DATABASE "${name}" ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0`);
    const DATABASE_URL = changed((each) => (each.pathname = `/${name}`));
    const { code, stderr } = await runEsoz(['migrate'], { DATABASE_URL });
    assert.equal(code, 0, stderr);
    await onServer(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
    assert.equal((await query('SELECT 1')).length, 1, url);
    await drop();
  });
});

describe('the collation that an index was built with', () => {
  const collationsOf = async () => {
    const { findings } = await diagnosed(database.url);
    return findings.find(({ name }) => name === 'collations');
  };
  test('is that of the server', async () => {
    assert.equal((await collationsOf())?.state, 'ok');
  });
  test('is another one, of the search by name: REINDEX and REFRESH', async () => {
    await database.query(`UPDATE pg_collation SET collversion = '1.1' WHERE collname = 'und-x-icu'`);
    const found = await collationsOf();
    assert.equal(found?.state, 'failed');
    assert.match(
      found?.remedy ?? '',
      /REINDEX INDEX legal_entities_name_words_idx;.*ALTER COLLATION pg_catalog."und-x-icu" REFRESH VERSION;/,
    );
    await onServer(database.url, 'ALTER COLLATION pg_catalog."und-x-icu" REFRESH VERSION');
    assert.equal((await collationsOf())?.state, 'ok', 'what is told mends it');
  });
  test('is another one, of the database: every index on text', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.query(`UPDATE pg_database SET datcollversion = '1.1' WHERE datname = current_database()`);
    const found = await collationsOf();
    assert.equal(found?.state, 'failed');
    assert.match(found?.remedy ?? '', /REINDEX INDEX legal_entities_edrpou_idx;/);
    assert.match(found?.remedy ?? '', new RegExp(`ALTER DATABASE ${name} REFRESH COLLATION VERSION;`));
  });
});
