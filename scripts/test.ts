/**
 * `npm test`: one PostgreSQL for the whole run, then every test file in a process of its own.
 * Arguments are passed on to `node --test`: files or globs to run, `--test-name-pattern=…`.
 * TEST_POSTGRES_SERVER, the address of an empty server for its superuser, replaces the embedded one: what is tested then
 * is another version of PostgreSQL.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { migrate } from '../src/platform/database/migrate.ts';
import { createLogger } from '../src/platform/log.ts';
import { onServer } from '../test/fixtures/database.ts';

const ALL = ['src/**/*.test.ts', 'test/**/*.test.ts', 'bin/**/*.test.mjs'];
const given = process.argv.slice(2);
const files = given.some((argument) => !argument.startsWith('--')) ? given : [...given, ...ALL];

const server = await startServer();
try {
  await createTemplate(server.superuserUrl);
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=2', ...files], {
    stdio: 'inherit',
    env: { ...process.env, TEST_POSTGRES_URL: server.superuserUrl },
  });
  const [code] = await once(tests, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await server.stop();
}

async function startServer(): Promise<{ superuserUrl: string; stop(): Promise<void> }> {
  const superuserUrl = process.env.TEST_POSTGRES_SERVER;
  if (superuserUrl) {
    // The roles of the embedded PostgreSQL, which tests rely on.
    await onServer(superuserUrl, 'CREATE ROLE esoz_owner LOGIN CREATEROLE', 'CREATE ROLE esoz_app LOGIN');
    return { superuserUrl, stop: async () => {} };
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('error') });
  return {
    superuserUrl: postgres.superuserUrl,
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each test file copies this database in place of migrating one of its own. */
async function createTemplate(superuserUrl: string): Promise<void> {
  await onServer(superuserUrl, 'CREATE DATABASE esoz_template OWNER esoz_owner');
  const template = new URL(superuserUrl);
  template.pathname = '/esoz_template';
  await migrate(template.href);
}
