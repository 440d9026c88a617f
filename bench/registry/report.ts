import type { LoadResult } from '../drive.ts';
import { type Figure, median } from '../figures.ts';
import { SCENARIOS, type Scenario } from './requests.ts';

export type Results = {
  sizes: { small: number; large: number };
  latencies: Record<Scenario, { small: LoadResult[]; large: LoadResult[] }>;
  throughput: { api: LoadResult[]; minimal: LoadResult[] };
  peakMb: { small: number; large: number };
};

const GOAL_SIZE_RATIO = 1.3;
const GOAL_MINIMAL_RATIO = 0.7;

const of = (runs: LoadResult[], key: 'p50Ms' | 'p99Ms' | 'perSecond' | 'clientCpuSeconds') =>
  median(runs.map((run) => run[key]));
const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Prints medians over the rounds, and whether the goals are reached. @returns the ratios for the chart */
export function report(
  { sizes, latencies, throughput, peakMb }: Results,
  load: { latency: number; throughput: number; seconds: number },
): Figure[] {
  print(`\nlatency in ms, ${load.latency} connections`);
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
      const ratio = of(large, key) / of(small, key);
      const milliseconds = [small, large].map((runs) => of(runs, key).toFixed(2).padStart(19)).join('');
      const label = `${name === 'p50' ? scenario : ''}`.padEnd(13);
      print(
        `${label}${name}${milliseconds.slice(2)}${ratio.toFixed(2).padStart(12)}   ${verdict(ratio <= GOAL_SIZE_RATIO)}`,
      );
    }
  }
  const [api, minimal] = [of(throughput.api, 'perSecond'), of(throughput.minimal, 'perSecond')];
  const ratio = api / minimal;
  print(`\nget licenses, ${sizes.large} licences, ${load.throughput} connections`);
  for (const [name, runs] of Object.entries(throughput))
    print(
      `${name.padEnd(10)}${of(runs, 'perSecond').toFixed(0).padStart(8)}/s   p50 ${of(runs, 'p50Ms').toFixed(1)} ms   p99 ${of(runs, 'p99Ms').toFixed(1)} ms   load ${((of(runs, 'clientCpuSeconds') / load.seconds) * 100).toFixed(0)} % of a core`,
    );
  print(
    `ratio     ${ratio.toFixed(2).padStart(8)}     (goal ${GOAL_MINIMAL_RATIO}: ${verdict(ratio >= GOAL_MINIMAL_RATIO)})`,
  );
  print(
    `\npeak memory of the API  ${peakMb.small.toFixed(0)} MB on ${sizes.small}, ${peakMb.large.toFixed(0)} MB on ${sizes.large} licences`,
  );
  return [
    {
      what: 'get licenses over HTTP',
      peer: 'a handler with one query, without authorization',
      ratio,
      goal: GOAL_MINIMAL_RATIO,
    },
  ];
}
