import { Counter, type Registry } from 'prom-client';
import type { Replica } from '../platform/database/replica.ts';
import { registerGauges, type SampledGauge } from '../platform/sampled-gauges.ts';

const GAUGES: readonly SampledGauge<ReturnType<Replica['observed']>>[] = [
  {
    name: 'esoz_replica_used',
    help: '1 while lists are read from the replica of DATABASE_READ_URL, 0 while the primary has to; absent without one',
    aggregator: 'min',
    read: ({ state }) => [[{}, state === 'used' ? 1 : 0]],
  },
  {
    name: 'esoz_replica_behind_bytes',
    help: 'How much of the log of the primary the replica had not replayed when it was last looked at',
    aggregator: 'max',
    read: ({ behindBytes }) => [[{}, behindBytes]],
  },
];

/** @param replica undefined: nothing is shown */
export function observeReplica(registry: Registry, replica: Replica | undefined): void {
  registerGauges(registry, GAUGES, async () => replica?.observed());
  new Counter({
    name: 'esoz_list_statements_total',
    help: 'Statements of lists by the server that answered, where there is a replica',
    labelNames: ['server'],
    registers: [registry],
    collect() {
      this.reset();
      if (replica === undefined) return;
      for (const [server, count] of Object.entries(replica.observed().reads)) this.inc({ server }, count);
    },
  });
}
