/**
 * Goal: an environment of a page can be copied into a file, and the product starts with it.
 * Method: every such block of every page, read as systemd reads it, judged by the product's own configuration.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { VARIABLES } from '../../src/config/variables.ts';

const HOW_TO = new URL('../../docs/how-to/', import.meta.url);
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const KEY_FILE = JSON.stringify({ client_email: 'esoz@example.iam', private_key: privateKey });

/** What the files of secrets hold, by what the variables want to read. */
const SECRETS: Record<string, string> = {
  DATABASE_URL_FILE: 'postgres://esoz_app@db.example/registry',
  GCS_SERVICE_ACCOUNT_KEY_FILE: KEY_FILE,
};

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-environments-'));
});
after(() => rm(folder, { recursive: true }));

type Environment = Record<string, string>;

/** Runs of lines `NAME=value`, without a shell: what stands behind the `=` is the value to its last character.
 * A variable in front of a command is the command's own. */
async function environmentsOf(page: string): Promise<Environment[]> {
  const text = await readFile(new URL(page, HOW_TO), 'utf8');
  const runs = text.match(/^(?:[A-Z][A-Z0-9_]*=(?!.* (?:npx|node) )[^'"\n]*\n)+(?=END\n|```$)/gm) ?? [];
  // Compose has names of its own, and hands values on: test/deploy/compose.test.ts.
  const ours = runs.filter((run) => !run.startsWith('COMPOSE_FILE='));
  return ours.map((run) =>
    Object.fromEntries(
      run
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ),
  );
}

async function withSecrets(environment: Environment): Promise<Environment> {
  const entries = Object.entries(environment).map(async ([name, value]) => {
    if (!name.endsWith('_FILE')) return [name, value];
    const file = path.join(folder, name);
    await writeFile(file, SECRETS[name] ?? 'something-secret');
    return [name, file];
  });
  return Object.fromEntries(await Promise.all(entries));
}

const pages = (await Array.fromAsync(glob('*.md', { cwd: HOW_TO }))).sort();
const found = await Promise.all(
  pages.map(async (page) => ({ page, environments: await environmentsOf(page) })),
);

for (const { page, environments } of found.filter((each) => each.environments.length > 0)) {
  test(`of ${page}`, async () => {
    // What a page adds to its first block replaces what is there: another way to authenticate, say.
    const [whole = {}] = environments;
    for (const environment of environments) {
      for (const name of Object.keys(environment))
        assert.ok(name.replace(/_FILE$/, '') in VARIABLES, `${name} is no variable of ours`);
      const database = { ENVIRONMENT: 'prod', DATABASE_URL_FILE: '', OBJECT_STORAGE_BACKEND: 'embedded' };
      const purpose = 'AEL_PORT' in environment ? 'ael' : 'start';
      const base = 'AEL_PORT' in whole && purpose === 'start' ? {} : whole;
      loadConfig(await withSecrets({ ...database, ...base, ...environment }), purpose);
    }
  });
}

test('there is one for each kind of store', () => {
  const names = found.filter((each) => each.environments.length > 0).map(({ page }) => page);
  for (const store of ['aws', 'ceph', 'gcs', 'minio', 'swift'])
    assert.ok(names.includes(`connect-${store}.md`));
  assert.ok(names.includes('run-in-production.md') && names.includes('run-ael-apart.md'));
});
