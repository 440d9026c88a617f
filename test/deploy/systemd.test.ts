/**
 * Goal: who follows the page word by word comes from an empty Debian to a registry in production that is guarded and can be
 * restored; its units do what they say, and let the product do no more than the record says.
 * Method: every command of the page in one shell, in order, on a Debian 12 whose systemd is the first process of its
 * namespaces. Its PostgreSQL and another to restore to are Debian's, the S3 store is the embedded one; both are on this
 * machine, whose network it has. Only the values that a reader fills in are ours.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assertStatus, call } from '../fixtures/client.ts';
import { bootDebian, whyNoDebianMachine } from '../fixtures/debian-machine.ts';
import { startDebianPostgres } from '../fixtures/debian-postgres.ts';
import { whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { debianRoot } from '../fixtures/debian-root.ts';
import { eventually } from '../fixtures/eventually.ts';
import { freePort } from '../fixtures/free-port.ts';
import { commandsOf, filledIn, openShell } from '../fixtures/page-shell.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { startAel } from '../fixtures/product.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = new URL('../../docs/how-to/run-in-production.md', import.meta.url);
const BUCKET = 'example-ambulatory-contracts';
/** What systemd calls the exposure of a service, in tenths of ten; ADR 0095 says what is left of it. */
const HIGHEST_EXPOSURE = 13;

type Setting = Awaited<ReturnType<typeof openSetting>>;

describe('an empty Debian', { skip: whyNoDebianMachine() || whyNoDebianPostgres() }, () => {
  const ends: (() => unknown)[] = [];
  let setting: Setting;
  before(async () => {
    setting = await openSetting({ after: (end) => ends.unshift(end) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const [early, late, nhs] = [clinic(), clinic(), portal()];

  test('becomes a registry', async () => {
    const { page, sections, shell, apiUrl, folder } = setting;
    await page(1, sections.get(1)?.slice(1));
    for (const section of [2, 3, 4]) await page(section);
    assert.match(await page(5), /^Applied:\n {2}\d+-create-registry\.sql/m);
    assert.match(await page(6), /"status":"ready"/);

    const world = path.join(folder, 'tmp/first.json');
    writeFileSync(world, JSON.stringify(mergeWorlds(early.world, late.world, nhs.world)));
    chmodSync(world, 0o644);
    await shell.run('esoz world load /tmp/first.json --yes-this-is-production');
    await createLicense(apiUrl, early.token);
    const link = await linkTo(apiUrl, nhs, 'PUT', early.id, 'Договір.pdf');
    assert.equal((await fetch(link, { method: 'PUT', body: 'x' })).status, 200);
  });

  test('has units without a fault, none more exposed than the record says', async () => {
    const { shell, folder } = setting;
    await shell.run('(cd /etc/systemd/system && systemd-analyze verify esoz*.service esoz*.timer)');
    const names = readdirSync(path.join(folder, 'etc/systemd/system'));
    const services = names.filter((name) => /^esoz.*\.service$/.test(name));
    assert.equal(services.length, 6, services.join());
    for (const name of services) {
      const analyze = `systemd-analyze security --offline=true --threshold=${HIGHEST_EXPOSURE} --no-pager`;
      await shell.run(`${analyze} /etc/systemd/system/${name} >/dev/null`);
    }
  });

  test('lets the product see no file of the owner, write nowhere but where it may, and gain nothing', async () => {
    const { shell } = setting;
    const pid = await shell.run('echo -n $(systemctl show --property MainPID --value esoz)');
    const status = await shell.run(`cat /proc/${pid}/status`);
    for (const line of ['NoNewPrivs:\t1', 'Seccomp:\t2', 'CapBnd:\t0000000000000000'])
      assert.ok(status.includes(`\n${line}\n`), `${line}\n${status}`);
    const inside = `nsenter --target ${pid} --mount setpriv --reuid=esoz --regid=esoz --clear-groups sh -c`;
    const tried = await shell.run(
      `${inside} 'cat /etc/esoz/database-owner-url; echo >/srv/esoz/x; echo >/etc/x; ls /home; ls /proc' 2>&1 || true`,
    );
    assert.match(tried, /database-owner-url: Permission denied/);
    assert.match(tried, /\/srv\/esoz\/x: Read-only file system[\s\S]*\/etc\/x: Read-only file system/);
    assert.doesNotMatch(tried, /meminfo/);
    await shell.run(`${inside} 'echo >/var/lib/esoz/x && rm /var/lib/esoz/x'`);
  });

  test('starts the product again when something has killed it', async () => {
    const { shell, isReady } = setting;
    await shell.run('systemctl kill --signal=KILL esoz');
    await eventually('a product that is gone', async () => !(await isReady()));
    await eventually('a product that is back', isReady);
  });

  test('runs AEL by its unit', async () => {
    const { shell, folder } = setting;
    const [port, adminPort] = [await freePort(), await freePort()];
    const own = `AEL_PORT=${port}\nAEL_ADMIN_PORT=${adminPort}\nAEL_TOKEN=${'t'.repeat(32)}\n`;
    const env = readFileSync(path.join(folder, 'etc/esoz/esoz.env'), 'utf8').replace(/^DATABASE.*\n/m, '');
    writeFileSync(path.join(folder, 'etc/esoz/ael.env'), env + own);
    await shell.run('systemctl start esoz-ael');
    await eventually('AEL', async () => (await fetch(`http://127.0.0.1:${adminPort}/ready`)).ok);
    await shell.run('systemctl stop esoz-ael');
  });

  test('verifies its audit log, and keeps heads that the log continues', async () => {
    const { shell, page, folder } = setting;
    await page(9);
    await shell.run('systemctl start esoz-audit-heads');
    const journal = await shell.run('journalctl --unit esoz-audit-heads --output cat --no-pager');
    assert.match(journal, /every row is as it was written\. It continues the heads of /);
    const kept = readdirSync(path.join(folder, 'var/lib/esoz-heads'));
    assert.ok(kept.length >= 1 && kept.every((name) => /^heads-.*Z\.json$/.test(name)), kept.join());
    const timers = await shell.run('systemctl list-timers --no-legend --no-pager');
    for (const timer of ['esoz-audit-heads.timer', 'esoz-audit-verify.timer'])
      assert.ok(timers.includes(timer), timers);
  });

  test('is restored on another server from a dump', async () => {
    const { shell, page, sections, apiUrl, second, first } = setting;
    await page(10);
    assert.match(
      await shell.run('systemctl show --property Result,ExecMainStatus esoz'),
      /=success[\s\S]*=0/,
    );
    const [dump, restore] = sections.get(11) as [string, string];
    await page(11, [dump]);
    await shell.run(`ADMIN_URL=${second.adminUrl} DATABASE_HOST=${second.host}`);
    await page(3);
    assert.match(await page(11, [restore]), /every row is as it was written/);
    await first.stop();
    assert.match(await page(6), /"status":"ready"/);
    const listed = await call(`${apiUrl}/api/licenses`, { token: early.token });
    assert.equal(listed.body.data.length, 2, listed.describe());
    await createLicense(apiUrl, late.token);
    await page(10);
  });

  test('says in its journal which job has failed', async () => {
    const { shell, page, sections, second } = setting;
    await second.stop();
    await shell.run('if systemctl start esoz-audit-verify; then exit 1; fi');
    const notices = (sections.get(7) as [string])[0];
    await eventually('a notice', async () =>
      /esoz-audit-verify\.service has failed/.test(await page(7, [notices])),
    );
  });
});

const createLicense = async (apiUrl: string, token: string) =>
  assertStatus(await call(`${apiUrl}/api/licenses`, { token, body: licenseBody() }), 201);

type Ending = { after(end: () => unknown): void };

/** The machine with a shell on it, its databases and its store, and what a reader fills in. */
async function openSetting(t: Ending) {
  const sections = await commandsOf(PAGE);
  const [root, first, second, store, packed] = await Promise.all([
    debianRoot(t, ['systemd']),
    startDebianPostgres(),
    startDebianPostgres(),
    openStore(t),
    pack(t, sections.get(1)?.[0] as string),
  ]);
  t.after(() => Promise.all([first.stop(), second.stop()]));
  const { enter } = await bootDebian(root, t);
  const shell = openShell('/', { ...root.env, DEBIAN_FRONTEND: 'noninteractive' }, enter);
  t.after(shell.close);
  renameSync(packed, path.join(root.folder, 'root/esoz.tar'));
  await shell.run('cd');
  const [port, adminPort] = [await freePort(), await freePort()];
  const values: Record<number, Record<string, string>> = {
    2: { ADMIN_URL: first.adminUrl, DATABASE_HOST: first.host, S3_SECRET: store.secret },
    4: {
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      S3_ENDPOINT: store.storeUrl,
      S3_ACCESS_KEY_ID: store.accessKeyId,
    },
  };
  return {
    ...{ sections, shell, values, first, second, folder: root.folder, apiUrl: `http://127.0.0.1:${port}` },
    async page(section: number, blocks = sections.get(section)) {
      assert.ok(blocks, `section ${section}`);
      try {
        return await shell.run(filledIn(blocks.join('\n'), values[section] ?? {}));
      } catch (error) {
        const journal = ['journalctl', '--no-pager', '--output', 'cat', '--lines', '40', '--unit', 'esoz*'];
        const { stdout } = await promisify(execFile)(enter[0] as string, [...enter.slice(1), ...journal]);
        throw new Error(`${(error as Error).message}\nThe journal:\n${stdout}`);
      }
    },
    isReady: () =>
      fetch(`http://127.0.0.1:${adminPort}/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
  };
}

/** A store to connect by S3, and what its operator tells. */
async function openStore(t: Ending) {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-page-store-'));
  const env = { DATA_DIR: directory, MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET: BUCKET };
  const { storeUrl, stop } = await startAel(env);
  t.after(async () => {
    await stop();
    await rm(directory, { recursive: true });
  });
  const { keys } = JSON.parse(await readFile(path.join(directory, 'store.json'), 'utf8'));
  return {
    storeUrl,
    accessKeyId: keys[0].access_key_id as string,
    secret: keys[0].secret_access_key as string,
  };
}

/** The pack, made of the files of this checkout as the page says; packages come from npm's cache where it has them. */
async function pack(t: Ending, block: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-pack-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const clone = path.join(folder, 'clone');
  mkdirSync(clone);
  const copy =
    'git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C "$clone"';
  const bash = (script: string, cwd: string) =>
    promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd,
      env: { ...process.env, clone, NPM_CONFIG_PREFER_OFFLINE: 'true' },
    });
  await bash(copy, PROJECT);
  await bash(block, clone);
  return path.join(folder, 'esoz.tar');
}
