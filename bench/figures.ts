/** What the benchmarks measured last, kept in `bench/results/` for the chart of docs/explanation/performance.md. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';

/** One speed as a share of another that was measured in the same run: above 1 ours is the faster. */
export type Figure = {
  what: string;
  /** What it is compared with. */
  peer: string;
  ratio: number;
  /** The ratio to reach, where there is one. */
  goal?: number;
};

const FOLDER = path.join(import.meta.dirname, 'results');

/** Share of the processors that may be busy with something else when a run is to be kept. */
const IDLE_SHARE = 0.25;

/** Called before anything runs: figures of a machine that does other work are shown, and not kept. */
export function requireIdleToRecord(record: boolean): void {
  const [load = 0] = loadavg();
  const most = availableParallelism() * IDLE_SHARE;
  if (!record || load <= most) return;
  process.stderr.write(
    `--record needs a machine at rest: its load is ${load.toFixed(2)}, the most is ${most.toFixed(2)}; wait a minute\n`,
  );
  process.exit(2);
}

/** Keeps the figures of one benchmark, in place of those before, when it was called with `--record`. */
export async function recordFigures(name: string, record: boolean, figures: Figure[]): Promise<void> {
  if (!record) return;
  const rounded = figures.map((figure) => ({ ...figure, ratio: Number(figure.ratio.toPrecision(3)) }));
  await writeFile(path.join(FOLDER, `${name}.json`), `${JSON.stringify(rounded, null, 2)}\n`);
}

/** The figures of all benchmarks, in the order of their files. */
export async function readFigures(): Promise<Figure[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(FOLDER, name), 'utf8')));
  return files.flatMap((text) => JSON.parse(text) as Figure[]);
}

/** The option of every benchmark's command line. */
export const RECORD_OPTION = { record: { type: 'boolean', default: false } } as const;

/** Connections at which two servers are compared: one caller, a few, and as many as keep either busy. */
export const CONNECTIONS = [1, 8, 64] as const;
export type Connections = (typeof CONNECTIONS)[number];

/** The median over the rounds of how our rate compares with the peer's of the same round. */
export const pairedRatio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((rate, round) => rate / (theirs[round] as number)));

export const median = (numbers: number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] as number;
