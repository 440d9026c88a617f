/**
 * Goal: a trace tells nothing of what was sent and answered.
 * Method: the examples of all methods are played while everything is traced, and no text of their requests and answers is
 * found in what the collector got.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Exchange } from '#api-document';
import { errorCatalogue } from '../../src/start/error-catalogue.ts';
import { routes, ruleIds } from '../../src/start/routes.ts';
import { openTelemetry } from '../../src/telemetry/open-telemetry.ts';
import { playErrors } from '../examples/errors/all.ts';
import { playMethods } from '../examples/methods/all.ts';
import { openStage, type Stage } from '../examples/stage.ts';
import { type Collector, openCollector } from '../fixtures/collector.ts';

const silent = { warn: () => {}, info: () => {} };
let collector: Collector;
let stage: Stage;
before(async () => {
  collector = await openCollector();
  const { tracer, close } = openTelemetry(
    {
      collector: { url: collector.url, headers: {} },
      sampler: 'always_on',
      ratio: 1,
      resource: { 'service.name': 'examples' },
    },
    silent,
  );
  stage = await openStage({ tracer });
  await playMethods(stage);
  await playErrors(stage);
  await stage.close();
  await close();
});
after(() => collector.close());

/** Shorter texts are words such as `MSP`, which stand in names of ours too. */
const LEAST_CHARACTERS = 8;
/** Words of rules and forms that names of statements have too. */
const WORDS = ['password'];

test('no token, key, password, name, address, id or text of any call is in a span', () => {
  const spans = collector.spans();
  const methods = new Set(
    spans.map(({ attributes }) => `${attributes['http.request.method']} ${attributes['http.route']}`),
  );
  const missing = routes.map(({ method, path }) => `${method} ${path}`).filter((name) => !methods.has(name));
  assert.deepEqual(missing, [], 'methods that were not traced');

  const told = [
    ...new Set(
      spans.flatMap(({ name, attributes, marks }) => [name, ...marks, ...Object.values(attributes)]),
    ),
  ];
  const text = told.join('\n');
  const ours = new Set([...WORDS, ...ruleIds, ...errorCatalogue.map(({ code }) => code)]);
  const sent = new Set(stage.played.flatMap(({ exchange }) => [...textsOf(exchange)]));
  assert.ok(sent.size > 500, `${sent.size} texts`);
  const found = [...sent].filter((each) => !ours.has(each) && text.includes(each));
  assert.deepEqual(found, []);
});

/** Every text of a request and its answer, and the parts of its path; but for the id that a span shall have. */
function* textsOf({ request, answer }: Exchange): Generator<string> {
  const [path = '', query = ''] = request.path.split('?');
  const template = new Set(routes.flatMap((route) => route.path.split('/')));
  for (const part of path.split('/')) if (!template.has(part)) yield* longEnough(decodeURIComponent(part));
  for (const [, value] of new URLSearchParams(query)) yield* longEnough(value);
  for (const value of Object.values(request.headers ?? {})) yield* longEnough(value);
  for (const body of [request.body, answer.body]) yield* textsIn(body);
}

function* textsIn(value: unknown, name = ''): Generator<string> {
  if (name === 'request_id') return;
  if (typeof value === 'string') yield* longEnough(value);
  else if (value !== null && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) yield* textsIn(each, key);
}

function* longEnough(text: string): Generator<string> {
  if (text.length >= LEAST_CHARACTERS) yield text;
}
