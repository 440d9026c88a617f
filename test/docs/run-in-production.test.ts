/**
 * Goal: who follows the page word by word has a registry in production, and can restore it.
 * Method: every command of the page in one shell, in order, on Debian's PostgreSQL with another server to restore to; an S3
 * store that is the embedded one. Only the values that a reader fills in are ours, and packages are not fetched again.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertStatus, call } from '../fixtures/client.ts';
import { startDebianPostgres } from '../fixtures/debian-postgres.ts';
import { whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { freePort } from '../fixtures/free-port.ts';
import { commandsOf, filledIn, openShell } from '../fixtures/page-shell.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { startAel } from '../fixtures/product.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const PAGE = new URL('../../docs/how-to/run-in-production.md', import.meta.url);
const BUCKET = 'example-ambulatory-contracts';

/** The folder of the program, as far as the commands need it, to write into. */
async function programFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-page-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const name of ['bin', 'db'])
    await symlink(fileURLToPath(new URL(`../../${name}`, import.meta.url)), path.join(folder, name));
  return folder;
}

/** A store to connect by S3, and what its operator tells. */
async function s3Store(t: TestContext) {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-page-store-'));
  const env = { DATA_DIR: directory, MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET: BUCKET };
  const { storeUrl, stop } = await startAel(env);
  t.after(async () => {
    await stop();
    await rm(directory, { recursive: true });
  });
  const { keys } = JSON.parse(await readFile(path.join(directory, 'store.json'), 'utf8'));
  return { storeUrl, accessKeyId: keys[0].access_key_id, secret: keys[0].secret_access_key };
}

test('the page runs', { skip: whyNoDebianPostgres(['psql', 'pg_dump', 'pg_restore']) }, async (t) => {
  const sections = await commandsOf(PAGE);
  const [first, second] = await Promise.all([startDebianPostgres(), startDebianPostgres()]);
  t.after(() => Promise.all([first.stop(), second.stop()]));
  const store = await s3Store(t);
  const folder = await programFolder(t);
  const PORT = String(await freePort());
  const apiUrl = `http://127.0.0.1:${PORT}`;
  const shell = openShell(folder, {});
  t.after(shell.close);

  const values: Record<number, Record<string, string>> = {
    2: {
      ADMIN_URL: first.adminUrl,
      DATABASE_HOST: first.host,
      ETC: path.join(folder, 'etc'),
      S3_SECRET: store.secret,
    },
    4: {
      PORT,
      ADMIN_PORT: String(await freePort()),
      S3_ENDPOINT: store.storeUrl,
      S3_ACCESS_KEY_ID: store.accessKeyId,
    },
  };
  const run = async (section: number, blocks = sections.get(section)) => {
    assert.ok(blocks, `section ${section}`);
    return shell.run(filledIn(blocks.join('\n').replace(/^npm ci .*$/m, ''), values[section] ?? {}));
  };

  for (const section of [1, 2, 3, 4]) await run(section);
  assert.match(await run(5), /^Applied:\n {2}\d+-create-registry\.sql/m);
  assert.match(await run(6), /"status":"ready"/);

  const nhs = portal();
  const [before, after] = [clinic(), clinic()];
  const world = mergeWorlds(before.world, after.world, nhs.world);
  await writeFile(path.join(folder, 'first.json'), JSON.stringify(world));
  await shell.run('node bin/esoz.mjs world load first.json --yes-this-is-production');
  const create = async (token: string) =>
    assertStatus(await call(`${apiUrl}/api/licenses`, { token, body: licenseBody() }), 201);
  await create(before.token);
  const link = await linkTo(apiUrl, nhs, 'PUT', before.id, 'Договір.pdf');
  assert.equal((await fetch(link, { method: 'PUT', body: 'x' })).status, 200);

  assert.match(await run(9), /every row is as it was written\. It continues the heads of /);
  await run(10);

  const [dump, restore] = sections.get(11) as [string, string];
  await run(11, [dump]);
  await shell.run(`ADMIN_URL=${second.adminUrl} DATABASE_HOST=${second.host}`);
  await run(3);
  assert.match(await run(11, [restore]), /up to date[\s\S]*every row is as it was written/);
  await first.stop();
  assert.match(await run(6), /"status":"ready"/);
  const listed = await call(`${apiUrl}/api/licenses`, { token: before.token });
  assert.equal(listed.body.data.length, 2, listed.describe());
  await create(after.token);
  await run(10);
});
