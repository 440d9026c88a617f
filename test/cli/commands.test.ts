/**
 * Goal: exit codes, standard output and standard error of every command are what scripts rely on.
 * Method: real runs with right and wrong arguments and environments.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type CommandResult, runEsoz, spawnEsoz } from '../fixtures/esoz.ts';

let database: TestDatabase;
let env: Record<string, string>;
before(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
});
after(() => database.drop());

const NOWHERE = { DATABASE_URL: 'postgres://esoz:hunter2@127.0.0.1:1/esoz' };
const ID = randomUUID();

/** Standard output is one JSON document on one line, and nothing else. */
function oneDocument({ stdout, stderr }: CommandResult): Record<string, unknown> {
  assert.match(stdout, /^\{[^\n]*\}\n$/, `${stdout}${stderr}`);
  return JSON.parse(stdout);
}

describe('a command called wrongly: exit code 2, and nothing is done', () => {
  const issue = ['token', 'issue', '--client', ID, '--user', ID];
  const wrong: string[][] = [
    [],
    ['frobnicate'],
    issue,
    [...issue, '--scope', 'a:b', '--ttl', '1e3'],
    ['token', 'revoke', 'not-a-uuid'],
    ['api-key', 'issue', '--client', `{${ID}}`],
    ['migrate', '--force'],
    ['start', '--world'],
  ];
  test('with a sentence on standard error and nothing on standard output', async () => {
    for (const args of wrong) {
      const { code, stdout, stderr } = await runEsoz(args, NOWHERE);
      assert.equal(code, 2, `esoz ${args.join(' ')}: ${stderr}`);
      assert.equal(stdout, '', args.join(' '));
      assert.ok(stderr.trim().length > 20, args.join(' '));
    }
  });
  test('with --json the same, and one document on standard output', async () => {
    for (const args of [
      ['token', 'issue'],
      ['token', 'revoke', 'x'],
    ]) {
      const result = await runEsoz([...args, '--json'], NOWHERE);
      assert.equal(result.code, 2);
      const { error } = oneDocument(result) as { error: { message: string } };
      assert.ok(error.message.length > 10);
      assert.doesNotMatch(error.message, /^error/);
    }
  });
});

describe('a slip of the pen is told with what was meant', () => {
  for (const [args, meant] of [
    [['licence', 'import', 'x.csv'], 'license'],
    [['migrat'], 'migrate'],
    [['token', 'isue'], 'issue'],
    [['start', '--wrold', 'x'], '--world'],
    [['token', 'issue', '--cleint', ID], '--client'],
  ] as const)
    test(args.join(' '), async () => {
      const { code, stderr } = await runEsoz(args, {});
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`Did you mean ${meant}\\?`));
    });
  test('a variable of the environment, by a command, a start and doctor', async () => {
    const misspelt = { ...env, PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', RATE_LIMIT_MAXX: '5' };
    const warning = /RATE_LIMIT_MAXX is no variable of ours: did you mean RATE_LIMIT_MAX\?/;
    const command = await runEsoz(['audit', 'verify', '--json'], misspelt);
    assert.match(command.stderr, warning);
    oneDocument(command);
    assert.match((await runEsoz(['migrate'], misspelt)).stderr, warning);
    assert.match(
      (await runEsoz(['start'], { ...misspelt, DATABASE_URL: NOWHERE.DATABASE_URL })).stderr,
      warning,
    );
    const doctor = await runEsoz(['doctor'], misspelt);
    assert.match(doctor.stdout, warning);
    assert.equal(doctor.code, 0, 'the product works');
  });
});

describe('a command that fails: exit code 1', () => {
  test('without a database: said plainly, the password is not repeated', async () => {
    for (const args of [['migrate'], ['token', 'revoke', ID]]) {
      const plain = await runEsoz(args, NOWHERE);
      assert.equal(plain.code, 1);
      assert.equal(plain.stdout, '');
      assert.match(plain.stderr, /ECONNREFUSED[\s\S]*DATABASE_URL/);
      assert.doesNotMatch(plain.stderr, /hunter2|\n\s+at /);
    }
    const result = await runEsoz(['migrate', '--json'], NOWHERE);
    assert.equal(result.code, 1);
    assert.ok('error' in oneDocument(result));
  });

  test('says what to change: a host of another machine, a file in the place of a folder', async () => {
    const empty = await createTestDatabase();
    const DATABASE_URL = empty.url;
    const ports = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
    for (const HOST of ['203.0.113.5', 'nowhere.invalid']) {
      const elsewhere = await runEsoz(['start'], { DATABASE_URL, ...ports, HOST });
      assert.equal(elsewhere.code, 1);
      assert.match(elsewhere.stderr, /HOST is no address of this machine/);
      assert.doesNotMatch(elsewhere.stderr, /DATABASE_URL/);
    }
    await empty.drop();
    const inTheWay = await runEsoz(['start'], { PORT: '0', ADMIN_PORT: '0', DATA_DIR: import.meta.filename });
    assert.equal(inTheWay.code, 1);
    assert.match(inTheWay.stderr, /Choose another DATA_DIR/);
  });

  test('a wrong environment: all mistakes at once', async () => {
    const mistaken = { PORT: 'x', TIME_ZONE: 'Europe/Atlantis', LOG_LEVEL: 'loud', ESOZ_CLOCK: 'now' };
    const result = await runEsoz(['start', '--json'], mistaken);
    assert.equal(result.code, 1);
    const { error } = oneDocument(result) as { error: { mistakes: string[] } };
    const names = error.mistakes.map((mistake) => mistake.split(' ')[0]).sort();
    assert.deepEqual(names, ['ESOZ_CLOCK', 'LOG_LEVEL', 'PORT', 'TIME_ZONE']);
    for (const name of names) assert.ok(result.stderr.includes(name as string), result.stderr);
  });

  test('what does not exist can be neither given a token or key nor revoked', async () => {
    const cases = [
      ['token', 'issue', '--client', ID, '--user', ID, '--scope', 'a:b'],
      ['api-key', 'issue', '--client', ID],
      ['token', 'revoke', ID],
      ['api-key', 'revoke', ID],
    ];
    for (const args of cases) {
      const result = await runEsoz([...args, '--json'], env);
      assert.equal(result.code, 1, args.join(' '));
      oneDocument(result);
    }
    assert.equal((await database.query('SELECT 1 FROM audit_log')).length, 0);
  });
});

describe('a command that succeeds', () => {
  test('prints one JSON document with --json: migrate, audit verify, doctor', async () => {
    const migrated = await runEsoz(['migrate', '--json'], env);
    assert.deepEqual([migrated.code, oneDocument(migrated)], [0, { applied: [] }]);
    const verified = await runEsoz(['audit', 'verify', '--json'], env);
    assert.equal(verified.code, 0);
    assert.deepEqual(oneDocument(verified), { rows: 0, lanes: 0, faults: [] });
    const examined = await runEsoz(['doctor', '--json'], { ...env, PORT: '0', ADMIN_PORT: '0' });
    const { healthy, findings } = oneDocument(examined) as { healthy: boolean; findings: { name: string }[] };
    assert.equal(examined.code, 0, examined.stdout);
    assert.equal(healthy, true);
    assert.ok(findings.some(({ name }) => name === 'database'));
  });

  test('esoz doctor without a database says so, exit code 1', async () => {
    const result = await runEsoz(['doctor', '--json'], { ...NOWHERE, PORT: '0', ADMIN_PORT: '0' });
    assert.equal(result.code, 1);
    assert.equal(oneDocument(result).healthy, false);
  });

  test('does so too when nobody reads its output to the end: `| head` makes no failure of it', async () => {
    for (const args of [['--help'], ['migrate'], ['audit', 'verify', '--json']]) {
      const command = spawnEsoz(args, env);
      command.process.stdout?.destroy();
      assert.deepEqual([await command.exited, command.log()], [0, ''], args.join(' '));
    }
  });

  test('prints the value of a token alone on its first line: it can be piped', async () => {
    await database.query(
      "INSERT INTO clients VALUES ($1, 'МІС', 'MIS', 'DIRECT', '{}', false, now(), now())",
      [ID],
    );
    await database.query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now())', [ID]);
    const options = ['--client', ID.toUpperCase(), '--user', ID, '--scope', ' a:b   c:d ', '--ttl', '60'];
    const { code, stdout, stderr } = await runEsoz(['token', 'issue', ...options], {
      ...env,
      ESOZ_CLOCK: '2026-06-15T09:00:00Z',
    });
    assert.equal(code, 0, stderr);
    const [value, rest] = stdout.split('\n') as [string, string];
    assert.match(value, /^[\w-]{43}$/);
    assert.match(rest, /expires 2026-06-15T09:01:0/);
    const [token] = await database.query('SELECT scope, length(value_hash) AS hash_bytes FROM tokens');
    assert.deepEqual(token, { scope: 'a:b c:d', hash_bytes: 32 });
    const audit = JSON.stringify(await database.query('SELECT * FROM audit_log'));
    assert.ok(!audit.includes(value) && !audit.includes('value_hash'));
  });
});
