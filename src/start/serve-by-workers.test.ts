/**
 * Goal: with several workers a metric means what its help says.
 * Method: what two workers measure, merged as a scrape gets it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeReplica } from '../measurements/replica-gauges.ts';
import { loadOf, observeLoad } from '../platform/database/load.ts';
import type { Replica } from '../platform/database/replica.ts';
import { createRegistry } from '../platform/metrics.ts';
import { mergedMetrics } from '../workers/merged-metrics.ts';

/** One with so many questions in its queue, and a replica that lags as many bytes. */
function workerWith(waiting: number) {
  const [registry, pool] = [createRegistry(), {}];
  loadOf(pool).waiting = waiting;
  observeLoad(registry, pool);
  const state = waiting === 0 ? 'used' : 'behind';
  const observed: Replica['observed'] = () => ({
    ...{ state, behindBytes: waiting },
    reads: { primary: 1, replica: 2 },
  });
  observeReplica(registry, { observed } as Replica);
  return registry;
}

test('what is the same in each worker, or matters where it is worst, is not summed up', async () => {
  const workers = [workerWith(0), workerWith(70)];
  const snapshots = () => Promise.all(workers.map((each) => each.getMetricsAsJSON()));
  const text = await mergedMetrics(createRegistry(), snapshots).metrics();
  assert.match(text, /^esoz_build_info\{version="[^"]+"\} 1$/m);
  assert.match(text, /^esoz_database_questions_waiting 70$/m);
  assert.match(text, /^esoz_replica_used 0$/m);
  assert.match(text, /^esoz_replica_behind_bytes 70$/m);
  assert.match(text, /^esoz_list_statements_total\{server="replica"\} 4$/m);
});
