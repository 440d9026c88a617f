import type { Metric, Registry } from 'prom-client';
import { observeAel } from '../../src/ael/observe.ts';
import type { Config } from '../../src/config/variables.ts';
import { countAttempts } from '../../src/events/start.ts';
import { observeReplica } from '../../src/measurements/replica-gauges.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { observeProduct } from '../../src/start/observe.ts';
import { ruleIds } from '../../src/start/routes.ts';
import { observeWorkers } from '../../src/start/serve-by-workers.ts';
import { code, generatedFrom, table } from './markdown.ts';

const INTRODUCTION = `# Metrics

\`GET /metrics\` of the admin port, in the text format of Prometheus; [watch](../how-to/watch.md) has alerts and a dashboard. Labels
have few values, all of them declared in the product: no path, token or name of a caller is among them.

Gauges of the registry are sampled: a scrape asks the database at most every ten seconds, with questions whose cost does
not grow with the registry, and leaves out what the database does not answer ([why](../adr/0066-sampled-gauges.md)). Every
process tells the same of the registry, so take one, or \`max\`; requests, connections and refusals are its own, so \`sum\`.
With \`WORKERS\` one port shows the sums of all of them (of event loops, the replica, and what waits for a shared statement, the
worst), and keeps what ended ones had counted.
\`esoz ael\` has those of AEL, readiness, disk and store on its own admin port.

`;

const END = `
Besides these there is what the library prom-client tells of any process: \`process_…\` and \`nodejs_…\`.
`;

/** Every metric of the product itself: name, kind, labels, help. */
export function describeMetrics(): { name: string; kind: string; labels: readonly string[]; help: string }[] {
  const { registry } = createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }, ruleIds);
  const never = async () => Promise.reject(new Error('nobody asks'));
  observeAel({ signedUrl: never, listObjects: never, check: never }, registry);
  countAttempts(registry);
  observeProduct({
    registry,
    config: {} as Config,
    checks: [],
    pool: createPool({ url: 'postgres://nowhere', applicationName: 'none', onError: () => {} }),
    clock: clockFrom(() => new Date(0), 'UTC'),
    database: 'embedded',
    usage: () => [],
  });
  observeReplica(registry, undefined);
  observeWorkers(registry, { serving: () => 0, ends: () => 0 });
  return describe(registry).filter(({ name }) => name.startsWith('esoz_'));
}

/** The library does not declare these properties, but every metric has them. */
type Described = Metric & { name: string; help: string; labelNames: string[] };

function describe(registry: Registry) {
  return (registry.getMetricsAsArray() as unknown as Described[])
    .map((metric) => ({
      name: metric.name,
      kind: metric.constructor.name.toLowerCase(),
      labels: metric.labelNames,
      help: metric.help,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** `docs/reference/metrics.md`. */
export function metricsPage(): string {
  const rows = describeMetrics().map(({ name, kind, labels, help }) => [
    code(name),
    kind,
    labels.map(code).join(' '),
    help,
  ]);
  return (
    generatedFrom('what the sources register') +
    INTRODUCTION +
    table(['Metric', 'Kind', 'Labels', 'Meaning'], rows) +
    END
  );
}
