import { AggregatorRegistry, type Registry } from 'prom-client';
import type { Snapshot } from './messages.ts';

/** One page of metrics: sums over processes, except where the library says otherwise, such as for delays of event loops. */
export function mergedMetrics(own: Registry, others: () => Promise<Snapshot[]>) {
  return {
    contentType: own.contentType,
    async metrics(): Promise<string> {
      const [mine, theirs] = await Promise.all([own.getMetricsAsJSON(), others()]);
      return AggregatorRegistry.aggregate([mine.map(keepOmitted), ...theirs]).metrics();
    },
  };
}

/** What has no sum, as the time of the start, is the parent's. */
function keepOmitted(metric: Snapshot[number]): Snapshot[number] {
  // The library's type names the property, not its values.
  const { aggregator } = metric as { aggregator?: string };
  return aggregator === 'omit' ? ({ ...metric, aggregator: 'first' } as Snapshot[number]) : metric;
}

/**
 * What ended workers have counted, in one snapshot: without it a sum would fall at a worker's end, which Prometheus takes
 * for a restart of everything. Gauges end with their process.
 */
export async function addDeparted(departed: Snapshot, last: Snapshot): Promise<Snapshot> {
  const counted = last.filter(({ type }) => KEPT_TYPES.has(String(type)));
  return AggregatorRegistry.aggregate([departed, counted]).getMetricsAsJSON();
}

/** The library's types are an enum in its declarations, and words at run time. */
const KEPT_TYPES = new Set(['counter', 'histogram']);
