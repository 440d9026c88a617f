import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log.ts';
import { onServer } from '../../test/fixtures/database.ts';

export type TestServer = { superuserUrl: string; stop(): Promise<void> };

/** The PostgreSQL of a test run, with the template of its databases. @param given an empty server in its place */
export async function startTestServer(given: string | undefined): Promise<TestServer> {
  const server = given ? await adopt(given) : await startOwn();
  await createTemplate(server.superuserUrl);
  return server;
}

async function adopt(superuserUrl: string): Promise<TestServer> {
  // The roles of the embedded PostgreSQL, which tests rely on.
  await onServer(superuserUrl, 'CREATE ROLE esoz_owner LOGIN CREATEROLE', 'CREATE ROLE esoz_app LOGIN');
  return { superuserUrl, stop: async () => {} };
}

async function startOwn(): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(await roomiestFolder(), 'esoz-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('error') });
  return {
    superuserUrl: postgres.superuserUrl,
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * Where the databases of the run lie. In memory they need not wait for a disk, which is half of the time of the tests
 * that write much; that what is acknowledged is on disk is shown by tests with databases of their own.
 */
async function roomiestFolder(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined); // only Linux has it, and containers little of it
  return memory !== undefined && memory.bavail * memory.bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

/** Each test file copies this database in place of migrating one of its own. */
async function createTemplate(superuserUrl: string): Promise<void> {
  await onServer(superuserUrl, 'CREATE DATABASE esoz_template OWNER esoz_owner');
  const template = new URL(superuserUrl);
  template.pathname = '/esoz_template';
  await migrate(template.href);
}
