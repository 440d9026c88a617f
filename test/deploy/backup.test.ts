/**
 * Goal: the page on backups runs; what was answered before a moment is there after a restore to it, and nothing later.
 * Method: Debian's PostgreSQL and the product with its embedded store, both written to while every backup is made. A table
 * is dropped at a known time, both are restored by the commands of the page, and each file and row is compared.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { examineStore } from '#embedded-store';
import { takeHeads } from '../../src/audit/heads.ts';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { loadConfig } from '../../src/config/load.ts';
import { runDoctor } from '../../src/doctor/doctor.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type Product, startProduct } from '../../src/start/product.ts';
import { createServerIn, makeCluster, type Server } from '../faults/replicated-servers.ts';
import { assertStatus } from '../fixtures/client.ts';
import { ordinaryIdentity, whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { eventually } from '../fixtures/eventually.ts';
import { commandsOf, filledIn } from '../fixtures/page-shell.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, mergeWorlds } from '../fixtures/registry.ts';

const run = promisify(execFile);
const PAGE = new URL('../../docs/how-to/back-up-and-restore.md', import.meta.url);
const SCRIPTS = fileURLToPath(new URL('../../deploy/backup', import.meta.url));
const SETUP = fileURLToPath(new URL('../../db/create-database.sql', import.meta.url));
/** Several of them are replaced while they are copied. */
const FILE_NAMES = 12;
const UNCHANGED = 'Незмінний.pdf';
/** That writes go on all the time matters, not how many they are: the processor is for the backups. */
const PAUSE_MS = 20;

describe('backups of a registry at work', { skip: whyNoDebianPostgres(['psql', 'pg_basebackup']) }, () => {
  const storing = portal();
  const clinics = manyClinics(300);
  const identity = ordinaryIdentity();
  let folder: string;
  let blocks: Map<number, string[]>;
  let values: Record<string, string>;
  let server: Server;
  let product: Product;

  const within = (name: string) => path.join(folder, name);
  /** Where PostgreSQL's tools read which server is meant. */
  const toServer = () => ({
    PATH: process.env.PATH,
    PGHOST: '127.0.0.1',
    PGPORT: String(server.port),
    PGUSER: 'postgres',
  });
  /** A block of the page with the values of section 1 and others: as the user of the server, files as their own. */
  async function follow(section: number, others: Record<string, string> = {}): Promise<string> {
    const first = filledIn((blocks.get(1) as string[])[0] as string, values);
    const block = filledIn((blocks.get(section) as string[])[0] as string, others);
    const as = section === 4 || section === 6 ? {} : identity;
    const script = `set -euo pipefail\n${first}${block}`;
    return (
      await run('bash', ['--norc', '-c', script], { env: toServer(), cwd: folder, ...as })
    ).stdout.trim();
  }
  const open = (dataDir: string, world?: string) => {
    const env = {
      ENVIRONMENT: 'preprod',
      DATABASE_URL: urlAs('esoz_app'),
      OBJECT_STORAGE_BACKEND: 'embedded',
      DATA_DIR: dataDir,
      ...{ PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' },
    };
    return {
      findings: () => runDoctor(env),
      start: () => startProduct(loadConfig(env), createLogger('silent'), world),
    };
  };
  const urlAs = (role: string) => server.url.replace('postgres@', `${role}:a-password@`);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'esoz-backup-'));
    await cp(SCRIPTS, within('scripts'), { recursive: true }); // where the server's user can read them
    await cp(SETUP, within('create-database.sql'));
    await chmod(folder, 0o755);
    if (identity) await chown(folder, identity.uid, identity.gid);
    values = { BACKUPS: within('backups'), SCRIPTS: within('scripts'), DATA_DIR: within('data') };
    blocks = await commandsOf(PAGE);
    const cluster = within('cluster');
    await makeCluster(cluster, [], identity);
    server = await createServerIn(cluster, identity);
    await server.start();
    const passwords = { OWNER_PASSWORD: 'a-password', APP_PASSWORD: 'a-password' };
    const admin = server.url.replace('/registry', '/postgres');
    const psql = [admin, '--quiet', '--set', 'database=registry', '--file', within('create-database.sql')];
    await run('psql', psql, { env: { PATH: process.env.PATH, ...passwords } });
    await migrate(urlAs('registry_owner'));
    await follow(2);
    await server.stop();
    await server.start();
    const world = mergeWorlds(storing.world, ...clinics.map((one) => one.world));
    await writeFile(within('world.json'), JSON.stringify(world));
    product = await open(within('data'), within('world.json')).start();
  });
  after(async () => {
    await product?.close();
    await server?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  /** Stores files and creates licences until told to stop; what has been answered. */
  function keepWriting() {
    const files = new Map<string, Set<string>>();
    const owners: Clinic[] = [];
    let isOver = false;
    const storeFile = async (name: string, content: Buffer<ArrayBuffer>) => {
      // Known before it is sent: a copy may have what its sender has not been told yet.
      files.set(name, (files.get(name) ?? new Set()).add(sha256(content)));
      const link = await linkTo(product.apiUrl, storing, 'PUT', storing.clientId, name);
      assert.equal((await fetch(link, { method: 'PUT', body: content })).status, 200);
    };
    const storeFiles = async () => {
      await storeFile(UNCHANGED, randomBytes(1_000));
      for (let at = 0; !isOver; at = (at + 1) % FILE_NAMES) {
        await storeFile(`Договір ${at}.pdf`, randomBytes(20_000 + at));
        await delay(PAUSE_MS);
      }
    };
    const createLicenses = async () => {
      while (!isOver) {
        const owner = clinics.pop() as Clinic;
        assertStatus(await createLicense(product.apiUrl, owner), 201);
        owners.push(owner);
        await delay(PAUSE_MS);
      }
    };
    const writing = Promise.all([storeFiles(), createLicenses()]);
    const stop = async () => {
      isOver = true;
      await writing;
      return { files, owners };
    };
    return { stop, files, owners };
  }

  test('restored to the moment before a table was dropped, and the files with it', async () => {
    const writes = keepWriting();
    await eventually('files of every name', () => writes.files.size === FILE_NAMES + 1);
    const firstCopy = await follow(4);
    const backup = await follow(3);
    const copy = await follow(4);
    const heads = await takeHeads(product.pool, new Date());
    const duringBackup = writes.owners.length;
    await eventually('writes after the backups', () => writes.owners.length > duringBackup + 3);
    const { files, owners } = await writes.stop();
    const [moment] = await server.query(`SELECT clock_timestamp()::text AS at`);
    const late = clinics.pop() as Clinic;
    assertStatus(await createLicense(product.apiUrl, late), 201);
    await product.close();
    await server.query('DROP TABLE licenses CASCADE');
    const [last] = await server.query('SELECT pg_walfile_name(pg_switch_wal()) AS segment');
    await eventually('the log in the archive', async () =>
      (await readdir(within('backups/wal'))).includes(last?.segment as string),
    );
    await server.stop();

    await follow(5, { BACKUP: backup, CLUSTER: within('restored'), MOMENT: `'${moment?.at}'` });
    server = await createServerIn(within('restored'), identity);
    await server.start();
    await eventually('the end of the recovery', async () => {
      const [found] = await server.query('SELECT pg_is_in_recovery() AS continues');
      return found?.continues === false;
    });
    values.DATA_DIR = within('restored-data');
    await follow(6, { COPY: copy });

    const restored = open(values.DATA_DIR);
    const wrong = (await restored.findings()).filter(({ state }) => state !== 'ok');
    assert.deepEqual(
      wrong.filter(({ name }) => name !== 'disk'),
      [],
    );
    product = await restored.start();
    const { faults, comparedWith } = await verifyAuditLog(product.pool, heads);
    assert.deepEqual({ faults, comparedWith }, { faults: [], comparedWith: heads.takenAt });
    const rows = await server.query(
      `SELECT legal_entity_id AS id FROM licenses WHERE legal_entity_id = ANY ($1) AND NOT is_primary`,
      [[...owners, late].map(({ id }) => id)],
    );
    assert.deepEqual(rows.map(({ id }) => id).sort(), owners.map(({ id }) => id).sort());
    assertStatus(await createLicense(product.apiUrl, late), 201);
    await assertFiles(files);
    await assertOnlyNewIsCopied(firstCopy, copy);
  });

  /** Each object of the restored store is one that was sent under its name, as its own record describes it. */
  async function assertFiles(sent: Map<string, Set<string>>) {
    for (const [name, sums] of sent) {
      const link = await linkTo(product.apiUrl, storing, 'GET', storing.clientId, name);
      const answer = await fetch(link);
      const content = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.status, 200, name);
      assert.ok(sums.has(sha256(content)), `${name} is none that was sent`);
      assert.equal(answer.headers.get('etag'), `"${createHash('md5').update(content).digest('hex')}"`);
    }
  }

  async function assertOnlyNewIsCopied(former: string, later: string) {
    const sums = async (copy: string) => (await readFile(`${copy}.sha256`, 'utf8')).trim().split('\n');
    const [known, all] = [await sums(former), await sums(later)];
    assert.equal(all.length, 2 * (FILE_NAMES + 1), 'a record and a content for each name');
    const unchanged = all.filter((line) => known.includes(line)).map((line) => line.slice(66));
    const content = unchanged.find((file) => !file.endsWith('.json')) as string;
    const [one, other] = await Promise.all([former, later].map((copy) => stat(path.join(copy, content))));
    assert.equal(one?.ino, other?.ino, 'one file in both copies');
    const folders = await readdir(within('backups/store'));
    assert.equal(folders.length, 4, `two copies and their sums, nothing left over: ${folders}`);
  }

  test('a copy that was torn in the middle is found: by its sums, and by doctor', async () => {
    await product.close();
    const contents = (await readdir(path.join(values.DATA_DIR as string, 'store'), { recursive: true }))
      .filter((name) => /\/[0-9a-f]{64}\.[0-9a-f]{16}$/.test(name))
      .map((name) => path.join(values.DATA_DIR as string, 'store', name));
    const [missing, short] = contents as [string, string];
    await rm(missing);
    await truncate(short, 100);
    const { objects, faults } = await examineStore(path.join(values.DATA_DIR as string, 'store'));
    assert.equal(objects, FILE_NAMES + 1);
    assert.deepEqual(faults.map((fault) => /is missing|has 100 bytes of/.exec(fault)?.[0]).sort(), [
      'has 100 bytes of',
      'is missing',
    ]);
    const found = (await open(values.DATA_DIR as string).findings()).find(
      ({ name }) => name === 'object storage',
    );
    assert.equal(found?.state, 'failed');
    assert.match(`${found?.detail} ${found?.remedy}`, /2 of them damaged.*back-up-and-restore/);
  });

  test('an archive keeps what it has, and says so', async () => {
    const archive = (name: string, segment: string) =>
      run(within('scripts/archive-wal.sh'), [within(segment), path.join(within('backups/wal'), name)], {
        ...identity,
      });
    await writeFile(within('one'), 'one');
    await writeFile(within('other'), 'other');
    await archive('segment', 'one');
    await archive('segment', 'one');
    await assert.rejects(archive('segment', 'other'), /is there already, and is another one/);
    assert.equal(await readFile(within('backups/wal/segment'), 'utf8'), 'one');
    await assert.rejects(archive('no/folder', 'one'));
    assert.deepEqual(
      (await readdir(within('backups/wal'))).filter((name) => name.endsWith('.partial')),
      [],
    );
  });

  test('a restore goes to no folder that has something in it', async () => {
    const [backup] = await readdir(within('backups/base'));
    const into = { BACKUP: within(`backups/base/${backup}`), CLUSTER: within('restored'), MOMENT: '' };
    await assert.rejects(follow(5, into), /is not empty/);
  });

  test('what is older than the backups to be kept goes, and the log before it too', async () => {
    const script = `"${within('scripts/base-backup.sh')}" "${within('backups')}" 1`;
    const kept = (
      await run('bash', ['--norc', '-c', script], { env: toServer(), ...identity })
    ).stdout.trim();
    assert.deepEqual(await readdir(within('backups/base')), [path.basename(kept)]);
    const label = await readFile(path.join(kept, 'backup_label'), 'utf8');
    const first = /file ([0-9A-F]{24})/.exec(label)?.[1] as string;
    const segments = (await readdir(within('backups/wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name));
    assert.ok(
      segments.every((name) => name.slice(8) >= first.slice(8)),
      `${segments} before ${first}`,
    );
  });
});

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
