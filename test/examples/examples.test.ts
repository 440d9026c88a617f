/**
 * Goal: the examples of the documents are true: each is a call that the API answers so today, and what has none is known.
 * Method: the calls of this folder are played on the demo, one after the other, and compared with `openapi/examples.json`,
 * which `npm run examples` writes anew.
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { formatJson } from '../../scripts/docs/format-json.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';
import { errorCatalogue } from '../../src/start/error-catalogue.ts';
import { routes } from '../../src/start/routes.ts';
import { DEMO_WORLD } from '../../src/worlds/world-file.ts';
import { playErrors } from './errors/all.ts';
import { type Examples, masked } from './masks.ts';
import { playMethods } from './methods/all.ts';
import { openStage } from './stage.ts';

const FILE = new URL('../../openapi/examples.json', import.meta.url);
/** By method and code, or by code alone where any method has it; each with its reason. */
const WITHOUT_EXAMPLE: readonly string[] = [];
let played: Examples;

before(async () => {
  const stage = await openStage();
  try {
    await playMethods(stage);
    await playErrors(stage);
  } finally {
    await stage.close();
  }
  played = masked(stage.played, stage.names, await readFile(DEMO_WORLD, 'utf8'));
  if (process.env.RECORD_EXAMPLES) await writeFile(FILE, formatJson(played));
});

test('each example is what its call gives today', async () => {
  const kept: Examples = JSON.parse(await readFile(FILE, 'utf8'));
  for (const [method, outcomes] of Object.entries(played)) {
    for (const [outcome, exchange] of Object.entries(outcomes))
      assert.deepEqual(kept[method]?.[outcome], exchange, `${method} ${outcome}: npm run examples`);
  }
  assert.deepEqual(kept, played, 'examples that nothing plays: npm run examples');
});

const nameOf = ({ method, path }: AnyRoute) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;
const codesOf = (outcomes: object = {}) =>
  Object.keys(outcomes).map((outcome) => outcome.split(' ')[1] ?? '');

test('every method has an example of its success', () => {
  const missing = routes.filter((route) => played[nameOf(route)]?.[route.success.status] === undefined);
  assert.deepEqual(missing.map(nameOf), []);
});

test('every error has an example where a method has it, or a reason for having none', () => {
  const ofAnyMethod: readonly string[] = Object.values(httpErrors).map(({ code }) => code);
  const own = routes.flatMap((route) => {
    const shown = codesOf(played[nameOf(route)]);
    const refusals = [...(route.refusals ?? []), ...route.rules.map(({ refusal }) => refusal)];
    const codes = [...new Set(refusals.map(({ code }) => code))];
    return codes
      .filter((code) => !ofAnyMethod.includes(code) && !shown.includes(code))
      .map((code) => `${nameOf(route)} ${code}`);
  });
  const anywhere = Object.values(played).flatMap(codesOf);
  const shared = errorCatalogue.map(({ code }) => code).filter((code) => !anywhere.includes(code));
  const missing = [...shared.filter((code) => !own.some((name) => name.endsWith(` ${code}`))), ...own];
  assert.deepEqual(missing, WITHOUT_EXAMPLE);
});
