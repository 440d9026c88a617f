/**
 * Goal: this product is as SPEC.md says, sentence by sentence; and whoever runs the kit can read what came out.
 * Method: `esoz conformance` with the kit's own world against the product and its store, in the process of the test.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Report } from '../../src/conformance/run.ts';
import { credentialsOfWorld } from '../../src/conformance/world.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { useConformance } from './in-process-product.ts';

const setting = useConformance();

test('no sentence is broken, none is left out, and no report holds a secret', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-conformance-'));
  const [world, junit, html] = ['world.json', 'report.xml', 'report.html'].map((name) =>
    path.join(directory, name),
  );
  await writeFile(world as string, JSON.stringify(setting.world));
  const files = ['--world', world, '--junit', junit, '--html', html] as string[];
  const { code, stdout, stderr } = await runEsoz(
    ['conformance', setting.product.apiUrl, ...files, '--json'],
    {},
  );
  const { verdicts, stopped } = JSON.parse(stdout) as Report;
  const notHeld = verdicts.filter(({ status }) => status !== 'held');
  assert.deepEqual(
    notHeld.map(({ id, why, exchange }) => ({ id, why, exchange })),
    [],
  );
  assert.equal(stopped, undefined);
  assert.ok(verdicts.length > 300, String(verdicts.length));
  assert.equal(new Set(verdicts.map(({ id }) => id)).size, verdicts.length, 'an id names one sentence');
  assert.equal(code, 0, stderr);

  const [xml, page] = [await readFile(junit as string, 'utf8'), await readFile(html as string, 'utf8')];
  assert.match(
    xml,
    new RegExp(`^<\\?xml [^>]*>\\n<testsuite [^>]*tests="${verdicts.length}" failures="0" skipped="0"`),
  );
  assert.match(page, /<html lang="uk">/);
  const { callers } = credentialsOfWorld(setting.world);
  for (const { token } of Object.values(callers))
    for (const text of [stdout, stderr, xml, page]) assert.ok(!text.includes(token));
  await rm(directory, { recursive: true });
});
