/**
 * Goal: a collector that is away costs spans, one warning an outage, and no time.
 * Method: collectors in the process of the test that fail, mend, or never answer.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openCollector } from '../../test/fixtures/collector.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { createLogger } from '../platform/log.ts';
import { openTelemetry, type Telemetry } from './open-telemetry.ts';

type Answer = Parameters<typeof openCollector>[0];

async function open(t: TestContext, answer: Answer) {
  const collector = await openCollector(answer);
  t.after(() => collector.close());
  const lines: string[] = [];
  const telemetry = openTelemetry(
    {
      collector: { url: collector.url, headers: { authorization: 'Bearer hunter2' } },
      sampler: 'always_on',
      ratio: 1,
      resource: { 'service.name': 'test' },
    },
    createLogger('info', { write: (line) => void lines.push(line) }),
  );
  return { collector, telemetry, lines };
}

const work = ({ tracer }: Telemetry, times: number) => {
  for (let at = 0; at < times; at += 1) tracer.begin('work', {}, undefined).end();
};

test('an outage is one warning, and its end one line', async (t) => {
  let isAway = true;
  const { collector, telemetry, lines } = await open(t, (_request, response) => {
    response.writeHead(isAway ? 400 : 200).end(isAway ? 'hunter2' : '{}');
  });
  for (const batches of [1, 2]) {
    work(telemetry, 1);
    await eventually('a batch', () => collector.requests() === batches);
  }
  isAway = false;
  work(telemetry, 1);
  await eventually('the end of the outage', () => lines.length === 2);
  await telemetry.close();
  assert.match(lines[0] ?? '', /"reason":"it answers 400","spans":1,"msg":"traces cannot be sent"/);
  assert.match(lines[1] ?? '', /traces are sent again/);
  assert.doesNotMatch(lines.join(''), /hunter2|127\.0\.0\.1/);
});

test('the queue has an end, and so has the wait for the last spans', async (t) => {
  const { collector, telemetry, lines } = await open(t, () => {});
  work(telemetry, 20_000);
  const began = performance.now();
  await telemetry.close();
  const ms = performance.now() - began;
  assert.ok(ms > 900 && ms < 3_000, `${ms} ms`);
  const sent = collector.spans().length;
  assert.ok(sent <= 2_048 + 512, `${sent} spans were kept`);
  assert.deepEqual(lines, []);
});

test('the last spans are sent when it ends', async (t) => {
  const { collector, telemetry } = await open(t, undefined);
  work(telemetry, 700);
  await telemetry.close();
  assert.equal(collector.spans().length, 700);
});
