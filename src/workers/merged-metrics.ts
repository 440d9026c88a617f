import { AggregatorRegistry, type Registry } from 'prom-client';
import type { Snapshot } from './messages.ts';

/** One page of metrics: sums over processes, except where a metric says otherwise. */
export function mergedMetrics(own: Registry, others: () => Promise<Snapshot[]>) {
  return {
    contentType: own.contentType,
    async metrics(): Promise<string> {
      const [mine, theirs] = await Promise.all([own.getMetricsAsJSON(), others()]);
      return AggregatorRegistry.aggregate([mine.map(withMeaning), ...theirs]).metrics();
    },
  };
}

/**
 * What has no sum, as the time of the start, is the parent's. Of delays of event loops, whose average the library would
 * show, the longest counts: among workers at rest the one that is out of breath would not be seen.
 */
function withMeaning(metric: Snapshot[number]): Snapshot[number] {
  // The library's type names the property, not its values.
  const { aggregator } = metric as { aggregator?: string };
  const better = BETTER[aggregator ?? 'sum'];
  return better === undefined ? metric : ({ ...metric, aggregator: better } as Snapshot[number]);
}

const BETTER: Readonly<Record<string, string>> = { omit: 'first', average: 'max' };

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
