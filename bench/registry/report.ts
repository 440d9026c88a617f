import type { LoadResult } from '../drive.ts';
import { type Connections, type Figure, median, pairedRatio } from '../figures.ts';
import type { FloodRun } from './flood.ts';
import { SCENARIOS, type Scenario } from './requests.ts';

export type Results = {
  sizes: { small: number; large: number };
  latencies: Record<Scenario, { small: LoadResult[]; large: LoadResult[] }>;
  throughput: { connections: Connections; api: LoadResult[]; minimal: LoadResult[] }[];
  floods: FloodRun[];
  peakMb: { small: number; large: number };
};
type Key = 'p50Ms' | 'p99Ms' | 'perSecond';

const GOAL_SIZE_RATIO = 1.3;
const GOAL_MINIMAL_RATIO = 0.7;
const GOAL_FLOOD_RATIO = 3;

const each = (runs: LoadResult[], key: Key) => runs.map((run) => run[key]);
const of = (runs: LoadResult[], key: Key) => median(each(runs, key));
const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Prints medians over the rounds, ratios paired by round, and whether goals are reached. @returns ratios for the chart */
export function report(results: Results, load: { latency: number }): Figure[] {
  reportSizes(results, load.latency);
  const gets = reportGets(results);
  const flood = reportFlood(results.floods);
  const { peakMb, sizes } = results;
  print(
    `\npeak memory of the API  ${peakMb.small.toFixed(0)} MB on ${sizes.small}, ${peakMb.large.toFixed(0)} MB on ${sizes.large} licences`,
  );
  return [...gets, flood];
}

function reportSizes({ sizes, latencies }: Results, connections: number): void {
  print(`\nlatency in ms, ${connections} connections`);
  const heading = (size: number) => `${size} licences`.padStart(19);
  print(
    `${''.padEnd(14)}${heading(sizes.small)}${heading(sizes.large)}       ratio   goal ${GOAL_SIZE_RATIO}`,
  );
  for (const scenario of SCENARIOS) {
    const { small, large } = latencies[scenario];
    for (const [name, key] of [
      ['p50', 'p50Ms'],
      ['p99', 'p99Ms'],
    ] as const) {
      const ratio = pairedRatio(each(large, key), each(small, key));
      const milliseconds = [small, large].map((runs) => of(runs, key).toFixed(2).padStart(19)).join('');
      const label = `${name === 'p50' ? scenario : ''}`.padEnd(13);
      print(
        `${label}${name}${milliseconds.slice(2)}${ratio.toFixed(2).padStart(12)}   ${verdict(ratio <= GOAL_SIZE_RATIO)}`,
      );
    }
  }
}

function reportGets({ sizes, throughput }: Results): Figure[] {
  print(`\nget licenses, ${sizes.large} licences`);
  print('connections     API/s   p50 ms   p99 ms   minimal/s   ratio');
  return throughput.map(({ connections, api, minimal }) => {
    const ratio = pairedRatio(each(api, 'perSecond'), each(minimal, 'perSecond'));
    const goal = connections === 64 ? GOAL_MINIMAL_RATIO : undefined;
    const cells = [of(api, 'perSecond').toFixed(0), of(api, 'p50Ms').toFixed(1), of(api, 'p99Ms').toFixed(1)];
    print(
      `${String(connections).padStart(11)}${cells.map((cell) => cell.padStart(9)).join('')}${of(minimal, 'perSecond').toFixed(0).padStart(13)}${ratio.toFixed(2).padStart(8)}${goal ? `   (goal ${goal}: ${verdict(ratio >= goal)})` : ''}`,
    );
    return {
      what: `get licenses over HTTP, ${connections} connection${connections === 1 ? '' : 's'}`,
      peer: 'a handler with one query, without authorization',
      ratio,
      ...(goal ? { goal } : {}),
    };
  });
}

/** The chart shows speeds, so its figure is how much of the p99 alone is left: the inverse of the ratio printed here. */
function reportFlood(floods: FloodRun[]): Figure {
  const [alone, beside] = [floods.map((run) => run.alone), floods.map((run) => run.beside)];
  const ratio = pairedRatio(each(beside, 'p99Ms'), each(alone, 'p99Ms'));
  print('\nget licenses, 8 callers with pauses, alone and beside 16 dear lists of one caller');
  for (const [name, runs] of [
    ['alone', alone],
    ['beside', beside],
  ] as const)
    print(
      `${name.padEnd(8)}${of(runs, 'perSecond').toFixed(0).padStart(8)}/s   p50 ${of(runs, 'p50Ms').toFixed(1)} ms   p99 ${of(runs, 'p99Ms').toFixed(1)} ms`,
    );
  print(`p99 ratio ${ratio.toFixed(2)}   (goal ${GOAL_FLOOD_RATIO}: ${verdict(ratio <= GOAL_FLOOD_RATIO)})`);
  const statuses = floods.map(({ flood }) => JSON.stringify(flood.statuses)).join(', ');
  print(`the flood was answered ${statuses}`);
  return {
    what: 'p99 of get licenses beside a flood of dear lists',
    peer: 'alone',
    ratio: 1 / ratio,
    goal: 1 / GOAL_FLOOD_RATIO,
  };
}
