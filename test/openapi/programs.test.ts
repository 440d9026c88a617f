/**
 * Goal: programs of others are content with the OpenAPI document: linters find nothing, and clients that are generated from it
 * compile strictly, refuse what the API does, and work.
 * Method: Redocly CLI, Spectral, openapi-typescript and hey-api as they come; a small program calls the demo through both
 * clients.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../../scripts/checks/files.ts';
import { openStage, type Stage } from '../examples/stage.ts';
import { requireTool, toolPath, whyNoTools } from '../fixtures/tools.ts';

const DOCUMENT = path.join(root, 'openapi/openapi.json');
const redocly = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const settings = (name: string) => path.join(root, 'openapi', name);
const run = promisify(execFile);
/** Output and all, where a program ends with another code than 0. */
const node = (program: string, ...args: string[]) =>
  run(process.execPath, [program, ...args], { env: { ...process.env, REDOCLY_TELEMETRY: 'off' } }).catch(
    (error) => assert.fail(`${error.message}\n${error.stdout}\n${error.stderr}`),
  );

describe('linters find nothing', () => {
  test('Redocly CLI', async () => {
    await node(redocly, 'lint', `--config=${settings('redocly.yaml')}`, '--max-problems=20', DOCUMENT);
  });

  test('Spectral', { skip: whyNoTools }, async () => {
    const ruleset = settings('spectral.yaml');
    await node(toolPath('spectral'), 'lint', '--fail-severity=hint', '--ruleset', ruleset, DOCUMENT);
  });
});

/** Strict, and as a program of a МІС would be compiled. */
const COMPILER = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler' },
    ...{ lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: true },
  },
  files: ['program.ts'],
};

const PROGRAM = `
import createFetch from 'openapi-fetch';
import { createLicense, getLicenses } from './hey/index';
import { createClient } from './hey/client';
import type { paths } from './types';

const headers = { Authorization: 'Bearer demo-clinic-1' };
const license = {
  type: 'PHARMACY_DRUGS', issued_by: 'Держлікслужба', is_primary: false,
  issued_date: '2026-06-01', active_from_date: '2026-06-10',
};

export async function withOpenapiFetch(baseUrl: string) {
  const client = createFetch<paths>({ baseUrl, headers });
  const listed = await client.GET('/api/licenses', { params: { query: { page_size: 10 } } });
  const size: number | undefined = listed.data?.paging.page_size;
  // @ts-expect-error a page has a size in numbers
  await client.GET('/api/licenses', { params: { query: { page_size: [] } } });
  const created = await client.POST('/api/licenses', { body: license });
  const id: string | undefined = created.data?.data.id;
  // @ts-expect-error a licence has no such field
  created.data?.data.color;
  // @ts-expect-error nor can it be sent
  client.POST('/api/licenses', { body: { ...license, issued_date: 1 } }).catch(() => {});
  return { size, id, status: created.response.status };
}

export async function withHeyApi(baseUrl: string) {
  const client = createClient({ baseUrl, headers });
  const listed = await getLicenses({ client, query: { page_size: 10 } });
  const size: number | undefined = listed.data?.paging.page_size;
  const refused = await createLicense({ client, body: license });
  // @ts-expect-error is_primary is a boolean
  const wrong: Parameters<typeof createLicense>[0]['body'] = { ...license, is_primary: 'no' };
  return { size, status: refused.response?.status, wrong: wrong.is_primary };
}
`;

describe('clients that are generated', { skip: whyNoTools }, () => {
  let folder: string;
  let stage: Stage;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'esoz-clients-'));
    await symlink(path.join(root, 'scripts/tools/node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'program.ts'), PROGRAM);
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(COMPILER));
    const hey = [
      '--input',
      DOCUMENT,
      '--output',
      path.join(folder, 'hey'),
      '--client',
      '@hey-api/client-fetch',
    ];
    await Promise.all([
      node(toolPath('openapi-typescript'), DOCUMENT, '--output', path.join(folder, 'types.ts')),
      node(toolPath('openapi-ts'), ...hey, '--no-log-file'),
    ]);
    stage = await openStage();
  });
  after(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('compile under strict rules, and know what the API refuses', async () => {
    await node(toolPath('tsc'), '--project', folder);
  });

  test('work', async () => {
    const outfile = path.join(folder, 'program.mjs');
    const { buildSync } = requireTool('esbuild') as { buildSync(options: object): void };
    buildSync({ entryPoints: [path.join(folder, 'program.ts')], outfile, bundle: true, format: 'esm' });
    const { withOpenapiFetch, withHeyApi } = await import(pathToFileURL(outfile).href);
    const { id, ...created } = await withOpenapiFetch(stage.url);
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(created, { size: 10, status: 201 });
    assert.deepEqual(await withHeyApi(stage.url), { size: 10, status: 409, wrong: 'no' });
  });
});
