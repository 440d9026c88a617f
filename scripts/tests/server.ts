import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log.ts';
import { onServer } from '../../test/fixtures/database.ts';

export type TestServer = { superuserUrl: string; stop(): Promise<void> };

/**
 * The PostgreSQL of a test run, with the template of its databases.
 * @param folder where it may lie
 * @param given an empty server in its place
 */
export async function startTestServer(folder: string, given: string | undefined): Promise<TestServer> {
  const server = given ? await adopt(given) : await startOwn(folder);
  await createTemplate(server.superuserUrl).catch(async (error) => {
    await server.stop();
    throw error;
  });
  return server;
}

async function adopt(superuserUrl: string): Promise<TestServer> {
  // The roles of the embedded PostgreSQL, which tests rely on.
  await onServer(superuserUrl, 'CREATE ROLE esoz_owner LOGIN CREATEROLE', 'CREATE ROLE esoz_app LOGIN');
  return { superuserUrl, stop: async () => {} };
}

async function startOwn(folder: string): Promise<TestServer> {
  const dataDir = path.join(folder, 'server');
  const { superuserUrl, stop } = await startEmbeddedPostgres({ dataDir, log: createLogger('error') });
  return { superuserUrl, stop };
}

/** Each test file copies this database in place of migrating one of its own. */
async function createTemplate(superuserUrl: string): Promise<void> {
  await onServer(superuserUrl, 'CREATE DATABASE esoz_template OWNER esoz_owner');
  const template = new URL(superuserUrl);
  template.pathname = '/esoz_template';
  await migrate(template.href);
}
