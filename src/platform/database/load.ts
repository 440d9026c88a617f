import { Counter, Gauge, type Registry } from 'prom-client';

/** What goes on beside the connections of a pool, in numbers that only grow, but for `waiting`. */
export type Load = {
  /** Questions that wait for the next shared statement. */
  waiting: number;
  /** Shared statements that were sent, and how many questions they asked. */
  batches: number;
  questions: number;
  /** Statements whose commit no standby has confirmed. */
  unconfirmed: number;
};

export const noLoad = (): Load => ({ waiting: 0, batches: 0, questions: 0, unconfirmed: 0 });

const loads = new WeakMap<object, Load>();

/** That of a pool: whoever counts has the pool in hand, and need not know that anybody looks. */
export function loadOf(pool: object): Load {
  const load = loads.get(pool) ?? noLoad();
  loads.set(pool, load);
  return load;
}

const COUNTERS: readonly [name: string, help: string, read: keyof Load][] = [
  ['esoz_database_batches_total', 'Statements that answer requests which arrived together', 'batches'],
  [
    'esoz_database_batched_questions_total',
    'Questions of requests that such statements answered',
    'questions',
  ],
  [
    'esoz_unconfirmed_writes_total',
    'Statements whose commit no standby has confirmed, with synchronous replication; their callers were told 503',
    'unconfirmed',
  ],
];

/** Shows the load of a pool. The pool itself cannot tell who waits: those questions have not asked it for a connection yet. */
export function observeLoad(registry: Registry, pool: object): void {
  const load = loadOf(pool);
  new Gauge({
    name: 'esoz_database_questions_waiting',
    help: 'Questions that wait for the next statement which answers many of them; more than 64 are more than it takes',
    registers: [registry],
    aggregator: 'max', // each worker has statements of its own: of a sum 64 would say nothing
    collect() {
      this.set(load.waiting);
    },
  });
  for (const [name, help, read] of COUNTERS) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(load[read]);
      },
    });
  }
}
