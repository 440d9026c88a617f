/**
 * `npm run bench:operate`: what operating costs. Two workers against one process on links, each with its durable audit row;
 * how long a start takes, and what each process weighs at rest; then what traces cost (`telemetry.ts`). Everything in one run, in turn, so that a slow minute is
 * slow for all. `--seconds=6 --rounds=5`; the client is kept on the last core where `taskset` is at hand.
 * Whether a rolling restart fails requests is no matter of degree: test/deploy/rolling-restart.test.ts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import { median, pairedRatio, RECORD_OPTION, recordFigures, requireIdleToRecord } from '../figures.ts';
import { measureLinks, startWith, WORKERS } from './workers.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    ...RECORD_OPTION,
  },
});
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
if (!(seconds > 0 && rounds > 0)) {
  process.stderr.write('--seconds and --rounds must be numbers above 0\n');
  process.exit(2);
}
requireIdleToRecord(values.record);

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-operate-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
try {
  const runs = WORKERS.map((workers) => ({
    workers,
    perSecond: [] as number[],
    startMs: [] as number[],
    restMb: [] as number[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const run of runs) {
      const started = await startWith(run.workers, postgres, directory);
      run.startMs.push(started.startMs);
      run.restMb.push(started.restMb);
      try {
        run.perSecond.push((await measureLinks(started.url, seconds)).perSecond);
      } finally {
        await started.stop();
      }
    }
  }
  console.log('workers   links/s   start, ms   at rest, MB of all processes');
  for (const { workers, perSecond, startMs, restMb } of runs) {
    const cells = [perSecond, startMs, restMb].map((figures) => median(figures).toFixed(0).padStart(10));
    console.log(`${workers.padStart(7)}${cells.join('')}`);
  }
  const [one, two] = runs.map(({ perSecond }) => perSecond) as [number[], number[]];
  const ratio = pairedRatio(two, one);
  console.log(`two workers: ${ratio.toFixed(2)} times the links of one process`);
  const what = 'links over HTTP with two workers, 64 connections';
  await recordFigures('operate', values.record, [{ what, peer: 'one process', ratio, goal: 1.5 }]);
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}
await import('./telemetry.ts');
