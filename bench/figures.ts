/** What the benchmarks measured last, kept in `bench/results/` for the chart of docs/explanation/performance.md. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
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

export const median = (numbers: number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] as number;
