import { setTimeout as delay } from 'node:timers/promises';
import { type Aggregator, Gauge, type Registry } from 'prom-client';

/** A gauge whose values are read from one sample of many numbers. */
export type SampledGauge<Sample> = {
  name: string;
  help: string;
  labelNames?: readonly string[];
  /** What several workers show together; absent, the sum. */
  aggregator?: Aggregator;
  read(sample: Sample): Iterable<[labels: Record<string, string>, value: number]>;
};

/** Registers gauges that show the sample of the moment, and nothing at all when there is none: no 0 that is not true. */
export function registerGauges<Sample>(
  registry: Registry,
  gauges: readonly SampledGauge<Sample>[],
  sample: () => Promise<Sample | undefined>,
): void {
  for (const { name, help, labelNames = [], aggregator = 'sum', read } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      aggregator,
      registers: [registry],
      async collect() {
        this.reset();
        if (labelNames.length === 0) this.remove(); // reset leaves a 0 there
        const taken = await sample();
        if (taken === undefined) return;
        for (const [labels, value] of read(taken)) this.set(labels, value);
      },
    });
  }
}

/** How long a sample is shown: scrapes of several servers, or of an impatient one, cost one question. */
const GOOD_FOR_MS = 10_000;
/** How long a scrape waits for a sample. What comes later is shown by the next. */
const PATIENCE_MS = 1_500;

/**
 * Samples that cost something, taken when somebody asks and kept for a while. Undefined while there is none: the question
 * failed, or takes too long. Never two questions at a time.
 */
export function keptSample<Sample>(take: () => Promise<Sample>): () => Promise<Sample | undefined> {
  let kept: { sample: Promise<Sample | undefined>; until: number } | undefined;
  return () => {
    if (kept === undefined || performance.now() >= kept.until) {
      const taking = {
        sample: take().catch(() => undefined),
        until: Number.POSITIVE_INFINITY,
      };
      kept = taking;
      void taking.sample.then(() => {
        taking.until = performance.now() + GOOD_FOR_MS;
      });
    }
    return Promise.race([kept.sample, delay(PATIENCE_MS, undefined, { ref: false })]);
  };
}
