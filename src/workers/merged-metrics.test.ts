/**
 * Goal: the sums of several processes never fall when one of them ends.
 * Method: registries as processes have them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { observeReplica } from '../measurements/replica-gauges.ts';
import type { Replica } from '../platform/database/replica.ts';
import { createRegistry } from '../platform/metrics.ts';
import { addDeparted, mergedMetrics } from './merged-metrics.ts';

function registryOf(requests: number, connections: number): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Counter({ name: 'requests_total', help: 'h', labelNames: ['status'], registers }).inc(
    { status: '200' },
    requests,
  );
  new Histogram({ name: 'seconds', help: 'h', buckets: [1], registers }).observe(0.5);
  new Gauge({ name: 'connections', help: 'h', registers }).set(connections);
  new Gauge({ name: 'lag', help: 'h', aggregator: 'average', registers }).set(requests);
  new Gauge({ name: 'started', help: 'h', aggregator: 'omit', registers }).set(requests);
  return registry;
}

test('counters and histograms outlive their process, gauges do not', async () => {
  const [parent, one, other] = [registryOf(1, 1), registryOf(10, 4), registryOf(100, 4)];
  const departed = await addDeparted([], await one.getMetricsAsJSON());
  const all = await addDeparted(departed, await other.getMetricsAsJSON());
  const text = await mergedMetrics(parent, async () => [all]).metrics();
  assert.match(text, /^requests_total\{status="200"\} 111$/m);
  assert.match(text, /^seconds_count 3$/m);
  assert.match(text, /^seconds_bucket\{le="1"\} 3$/m);
  assert.match(text, /^connections 1$/m);
});

test('one worker that does without its replica is seen beside one that has it, and the version counts nobody', async () => {
  const replicaOf = (state: 'used' | 'away', behindBytes: number) => {
    const registry = createRegistry();
    const observed = () => ({ state, behindBytes, reads: { replica: 1, primary: 1 } });
    observeReplica(registry, { observed } as Replica);
    return registry.getMetricsAsJSON();
  };
  const others = async () => [await replicaOf('used', 5), await replicaOf('away', 7)];
  const text = await mergedMetrics(createRegistry(), others).metrics();
  assert.match(text, /^esoz_replica_used 0$/m);
  assert.match(text, /^esoz_replica_behind_bytes 7$/m);
  assert.match(text, /^esoz_list_statements_total\{server="primary"\} 2$/m);
  assert.match(text, /^esoz_build_info\{version="[^"]+"\} 1$/m);
});

test('what has no sum is that of the parent', async () => {
  const text = await mergedMetrics(registryOf(7, 1), async () => [
    await registryOf(8, 1).getMetricsAsJSON(),
  ]).metrics();
  assert.match(text, /^started 7$/m);
  assert.match(text, /^connections 2$/m);
});

test('of event loops the one that lags most is shown, not what all of them lag on average', async () => {
  const others = await Promise.all([0.9, 0.01].map((lag) => registryOf(lag, 1).getMetricsAsJSON()));
  const text = await mergedMetrics(registryOf(0.01, 1), async () => others).metrics();
  assert.match(text, /^lag 0\.9$/m);
});
