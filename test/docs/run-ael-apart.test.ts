/**
 * Goal: who follows the page has one AEL for several API processes, also with the embedded store.
 * Method: the commands of the page in one shell; two API processes with the environment that it makes.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertStatus } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { freePort } from '../fixtures/free-port.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { commandsOf, filledIn, openShell } from '../fixtures/page-shell.ts';
import { linkTo, listFiles, portal } from '../fixtures/portal.ts';
import { startProduct } from '../fixtures/product.ts';

const PAGE = new URL('../../docs/how-to/run-ael-apart.md', import.meta.url);

let folder: string;
let database: TestDatabase;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-ael-page-'));
  await symlink(fileURLToPath(new URL('../../bin', import.meta.url)), path.join(folder, 'bin'));
  database = await createTestDatabase();
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

test('a second process over the files of the embedded store is refused, and told what to do', async (t) => {
  const env = { ENVIRONMENT: 'preprod', DATABASE_URL: database.url, DATA_DIR: path.join(folder, 'shared') };
  const first = await startProduct({ env });
  t.after(() => first.stop());
  const ports = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
  const second = await runEsoz(['start'], { ...env, ...ports });
  assert.equal(second.code, 1);
  assert.match(
    second.stderr,
    /in use by another process[\s\S]*run `esoz ael` once and give the others its AEL_URL/,
  );
});

test('the page runs, and two API processes have the same files', async (t) => {
  const sections = await commandsOf(PAGE);
  const ETC = path.join(folder, 'etc');
  const [rpcPort, adminPort, STORE_PORT] = await Promise.all([freePort(), freePort(), freePort()]);
  const shell = openShell(folder, { DATABASE_URL: database.url, PORT: '0', ADMIN_PORT: '0' });
  t.after(shell.close);
  const values: Record<number, Record<string, string>> = {
    1: { ETC },
    2: {
      OBJECT_STORAGE_BACKEND: `embedded\nDATA_DIR=${path.join(folder, 'data')}\nSTORE_PORT=${STORE_PORT}`,
      HOST: '127.0.0.1',
    },
  };
  const run = (section: number) => {
    const commands = filledIn((sections.get(section) as string[]).join('\n'), values[section] ?? {});
    return shell.run(commands.replaceAll('4010', String(rpcPort)).replaceAll('4011', String(adminPort)));
  };
  await run(1);
  assert.match(await run(2), /"status":"ready"/);
  assert.match(await run(3), /AEL: it answers[\s\S]*"usable":true/);

  const nhs = portal();
  const lines = (await readFile(path.join(ETC, 'esoz.env'), 'utf8')).trim().split('\n');
  const env = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  const world = path.join(folder, 'world.json');
  await writeFile(world, JSON.stringify(nhs.world));
  assert.equal((await runEsoz(['world', 'load', world], { DATABASE_URL: database.url })).code, 0);
  const start = () => startProduct({ env: { ...env, ENVIRONMENT: 'prod', DATABASE_URL: database.url } });
  const [one, other] = await Promise.all([start(), start()]);
  const link = await linkTo(one.apiUrl, nhs, 'PUT', RESOURCE_ID, 'Договір.pdf');
  assert.equal((await fetch(link, { method: 'PUT', body: 'x' })).status, 200);
  const listed = await listFiles(other.apiUrl, nhs, { resource_id: RESOURCE_ID });
  assertStatus(listed, 200);
  assert.equal(listed.body.data.length, 1, listed.describe());
  await Promise.all([one.stop(), other.stop()]);
  await shell.run('kill %1 && wait %1');
});
