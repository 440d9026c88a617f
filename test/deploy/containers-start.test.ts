/**
 * Goal: what the files of Compose and Kubernetes give to the product is what it needs to start there, no more and no less.
 * Method: their arguments and environments, word by word, for processes of ours; only what a cluster resolves is replaced:
 * names of hosts, ports, mounted folders. The database is Debian's, with the roles of production.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DebianPostgres, startDebianPostgres } from '../fixtures/debian-postgres.ts';
import { whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { freePort } from '../fixtures/free-port.ts';
import { readCompose } from './compose-file.ts';
import { containersOf, readKustomization } from './kustomize.ts';
import { environmentOf } from './manifest-rules.ts';

type Service = { args: string[]; environment: Record<string, string> };
type Deployment = { api: Service; ael: Service; migrate: Service };

const skip = whyNoDebianPostgres(['psql']);
const at = (name: string) => new URL(`../../${name}`, import.meta.url);

async function ofCompose(environment: string): Promise<Deployment> {
  const { services } = await readCompose(at('deploy/compose/compose.yaml'), {
    ESOZ_ENVIRONMENT: environment,
  });
  const service = ({ command, environment }: { command: string[]; environment: Service['environment'] }) => ({
    args: command,
    environment,
  });
  return { api: service(services.api), ael: service(services.ael), migrate: service(services.migrate) };
}

async function ofOverlay(name: string): Promise<Deployment> {
  const objects = await readKustomization(fileURLToPath(at(`deploy/kubernetes/overlays/${name}`)));
  const service = (wanted: string): Service => {
    const object = objects.find(({ metadata, spec }) => metadata.name === wanted && spec?.template);
    const [container] = containersOf(object);
    return { args: container.args, environment: environmentOf(objects, container) };
  };
  return { api: service('esoz-api'), ael: service('esoz-ael'), migrate: service('esoz-migrate') };
}

/** Files as `make-secrets.sh` makes them, for a database that is elsewhere. */
async function makeSecrets(folder: string, host: string): Promise<Record<string, string>> {
  await cp(at('deploy/compose/make-secrets.sh'), path.join(folder, 'make-secrets.sh'));
  const made = spawnSync('sh', [path.join(folder, 'make-secrets.sh')], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const secret = async (name: string) => (await readFile(path.join(folder, 'secrets', name), 'utf8')).trim();
  return {
    owner: await secret('owner-password'),
    app: await secret('app-password'),
    'database-url': (await secret('database-url')).replace('database:5432', host),
    'database-owner-url': (await secret('database-owner-url')).replace('database:5432', host),
    'ael-token': await secret('ael-token'),
    's3-secret': 'a-secret-of-the-store',
  };
}

/** Where each mounted file of either comes from. */
const MOUNTED: Record<string, string> = {
  '/run/secrets/esoz/database/url': 'database-url',
  '/run/secrets/esoz/owner/url': 'database-owner-url',
  '/run/secrets/esoz/ael/token': 'ael-token',
  '/run/secrets/esoz/store/secret-access-key': 's3-secret',
};

async function play(t: TestContext, deployment: Deployment, server: DebianPostgres) {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-containers-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const secrets = await makeSecrets(folder, server.host);
  const files = path.join(folder, 'mounted');
  await mkdir(files);
  for (const [name, value] of Object.entries(secrets)) await writeFile(path.join(files, name), `${value}\n`);
  const roles = spawnSync(
    'psql',
    [
      server.adminUrl,
      '--quiet',
      '--set',
      'database=registry',
      '--file',
      fileURLToPath(at('db/create-database.sql')),
    ],
    { encoding: 'utf8', env: { ...process.env, OWNER_PASSWORD: secrets.owner, APP_PASSWORD: secrets.app } },
  );
  assert.equal(roles.status, 0, roles.stderr);

  const [PORT, ADMIN_PORT, AEL_PORT, AEL_ADMIN_PORT, STORE_PORT] = await Promise.all(
    Array.from({ length: 5 }, async () => String(await freePort())),
  );
  const local = (environment: Service['environment']) => {
    const replaced = Object.entries(environment).map(([name, value]): [string, string] => {
      if (name.endsWith('_FILE')) return [name, path.join(files, MOUNTED[value] ?? path.basename(value))];
      if (name === 'AEL_URL') return [name, `http://127.0.0.1:${AEL_PORT}`];
      return name === 'DATA_DIR' ? [name, path.join(folder, 'data')] : [name, value];
    });
    const ports = { PORT, ADMIN_PORT, AEL_PORT, AEL_ADMIN_PORT, STORE_PORT } as Record<string, string>;
    return { ...Object.fromEntries(replaced), ...ports };
  };
  const run = (service: Service) => spawnEsoz(service.args, local(service.environment));
  const admin = async (port: string | undefined, asked: string) =>
    fetch(`http://127.0.0.1:${port}${asked}`).then(
      ({ status }) => status,
      () => undefined,
    );
  return {
    migrate: () => run(deployment.migrate),
    ael: () => run(deployment.ael),
    api: () => run(deployment.api),
    apiAnswers: (asked: string) => admin(ADMIN_PORT, asked),
    aelAnswers: (asked: string) => admin(AEL_ADMIN_PORT, asked),
  };
}

async function startAndStop(t: TestContext, deployment: Deployment, { hasStore }: { hasStore: boolean }) {
  const server = await startDebianPostgres();
  t.after(server.stop);
  const played = await play(t, deployment, server);
  const migration = played.migrate();
  assert.equal(await migration.exited, 0, migration.log());
  const ael = played.ael();
  const api = played.api();
  t.after(() => Promise.all([ael.kill(), api.kill()]));
  await eventually('an API that can serve licences', async () => {
    assert.equal(api.process.exitCode, null, api.log());
    return (await played.apiAnswers('/ready?part=database')) === 200;
  });
  await eventually('an AEL that lives', async () => {
    assert.equal(ael.process.exitCode, null, ael.log());
    return (await played.aelAnswers('/live')) === 200;
  });
  if (hasStore) await eventually('all of it', async () => (await played.apiAnswers('/ready')) === 200);
  assert.equal(await api.stop(), 0, api.log());
  assert.equal(await ael.stop(), 0, ael.log());
  for (const log of [api.log(), ael.log()]) assert.doesNotMatch(log, /is no variable of ours/);
}

test('Compose, in production', { skip }, async (t) => {
  await startAndStop(t, await ofCompose('prod'), { hasStore: true });
});

test('Kubernetes, prod; its store is nowhere', { skip }, async (t) => {
  await startAndStop(t, await ofOverlay('prod'), { hasStore: false });
});

test('Kubernetes, demo', { skip }, async (t) => {
  await startAndStop(t, await ofOverlay('demo'), { hasStore: true });
});
