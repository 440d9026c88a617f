import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readManifest } from './manifest.ts';

/** How many connections there are, unused ones, and how many requests wait for one. */
type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number };

export type Metrics = {
  registry: Registry;
  observeAnswer(route: string, method: string, status: number, durationSeconds: number): void;
  observeRefusal(ruleId: string): void;
  observeDrop(): void;
  observeSignIn(outcome: SignInOutcome): void;
  /** What `observeAnswer` was told, summed up. */
  answered(): Promise<AnsweredRequests[]>;
};

/** Requests of one route, method and status: how many, and how long they took together. */
export type AnsweredRequests = {
  route: string;
  method: string;
  status: number;
  count: number;
  seconds: number;
};

/** `wait`: too many attempts were made before. */
const SIGN_IN_OUTCOMES = ['signed-in', 'refused', 'wait'] as const;
type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

/** What any process of the product shows: that of the library, and which version it is. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({
    name: 'esoz_build_info',
    help: 'The version of the program, as a label; always 1',
    labelNames: ['version'],
    aggregator: 'first',
    registers: [registry],
  });
  build.set({ version: readManifest().version }, 1);
  return registry;
}

/**
 * What requests leave in `GET /metrics`; labels come from declarations, never from a request.
 * @param rules ids of the business rules: each is there from the start, so that its first refusal is a rise
 */
export function createMetrics(pool: PoolCounts, rules: readonly string[]): Metrics {
  const registry = createRegistry();
  const durations = new Histogram({
    name: 'esoz_http_request_duration_seconds',
    help: 'Time from the request line to the last byte of the answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'esoz_rule_refusals_total',
    help: 'Requests refused by a business rule',
    labelNames: ['rule'],
    registers: [registry],
  });
  for (const rule of rules) refusals.inc({ rule }, 0);
  const drops = new Counter({
    name: 'esoz_http_connections_dropped_total',
    help: 'Connections closed at once because MAX_CONNECTIONS were open',
    registers: [registry],
  });
  const signIns = new Counter({
    name: 'esoz_sign_ins_total',
    help: 'Attempts to sign in with e-mail and password: signed-in, refused, wait (too many were made before)',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of SIGN_IN_OUTCOMES) signIns.inc({ outcome }, 0);
  new Gauge({
    name: 'esoz_database_connections',
    help: 'Connections of the pool by state; waiting counts requests in the queue',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'total' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  return {
    registry,
    observeAnswer: (route, method, status, durationSeconds) =>
      durations.observe({ route, method, status }, durationSeconds),
    observeRefusal: (rule) => refusals.inc({ rule }),
    observeDrop: () => drops.inc(),
    observeSignIn: (outcome) => signIns.inc({ outcome }),
    answered: () => sumsOf(durations),
  };
}

/** A histogram is read as samples: buckets, and for each combination of labels a sum and then a count. */
async function sumsOf(durations: Histogram<'route' | 'method' | 'status'>): Promise<AnsweredRequests[]> {
  const { name, values } = await durations.get();
  const samples = (part: string) => values.filter(({ metricName }) => metricName === `${name}_${part}`);
  const sums = samples('sum');
  return samples('count').map(({ labels, value }, at) => ({
    route: String(labels.route),
    method: String(labels.method),
    status: Number(labels.status),
    count: value,
    seconds: sums[at]?.value ?? 0,
  }));
}
