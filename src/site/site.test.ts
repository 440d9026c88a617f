/**
 * Goal: pages are made once, whoever asks meanwhile waits for the same ones, and a failure is no fate.
 * Method: a maker that counts, and that fails when it is told to.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import type { Site } from './build.ts';
import { createSite } from './site.ts';

test('those who ask together are served by one build, those who come later by the same', async () => {
  let builds = 0;
  const site = { files: new Map(), missing: { uk: ['', ''], en: ['', ''] } } satisfies Site;
  const open = createSite('https://api.example', async (server) => {
    assert.equal(server, 'https://api.example');
    builds++;
    return site;
  });
  const opened = await Promise.all([open(), open(), open()]);
  assert.ok([...opened, await open()].every((each) => each === site));
  assert.equal(builds, 1);
});

test('who asks some time after a failed build has another one made', async () => {
  const outcomes = [Promise.reject(new Error('no memory')), Promise.resolve({} as Site)];
  const open = createSite(undefined, () => outcomes.shift() as Promise<Site>, 0);
  const asked = [open(), open()];
  for (const each of asked) await assert.rejects(each, /no memory/);
  await assert.rejects(open(), /no memory/, 'a pause first: each try is a process');
  await eventually('another try', () => open().catch(() => undefined));
});
