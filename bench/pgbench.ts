/** The judge of what PostgreSQL could do: the same statements without anything of ours. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export type PgbenchRun = { url: string; clients: number; seconds: number; directory: string };

/** A statement of ours with SQL expressions in place of its parameters, on one line. */
export const filled = (text: string, values: readonly string[]): string =>
  `${text.replace(/\$(\d+)/g, (_mark, n) => values[Number(n) - 1] as string)};`.replace(/\s+/g, ' ');

/**
 * Runs a script with prepared statements. Its variable `n` is another number each time, from 1 to `most`; clients stop when
 * they run out of numbers.
 * @throws Error when a transaction fails
 */
export async function runPgbench(
  statements: readonly string[],
  { url, clients, seconds, directory }: PgbenchRun,
  most: number,
): Promise<{ perSecond: number; transactions: number }> {
  const plain = new URL(url);
  plain.search = ''; // what our driver is told there, older programs of PostgreSQL do not know
  const file = path.join(directory, 'script.pgbench');
  const count = ['\\set turn :turn + 1', `\\set n :client_id * (${most} / :clients) + :turn`];
  await writeFile(file, [...count, ...statements].join('\n'));
  const { stdout } = await promisify(execFile)('pgbench', [
    '--no-vacuum',
    '--protocol=prepared',
    `--file=${file}`,
    `--client=${clients}`,
    `--jobs=${Math.min(2, clients)}`,
    `--time=${seconds}`,
    '--define=turn=0',
    `--define=clients=${clients}`,
    plain.href,
  ]);
  const tps = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)?.[1];
  const processed = /number of transactions actually processed: (\d+)/.exec(stdout)?.[1];
  if (tps === undefined || processed === undefined || !/number of failed transactions: 0 /.test(stdout))
    throw new Error(`pgbench said:\n${stdout}`);
  return { perSecond: Number(tps), transactions: Number(processed) };
}
