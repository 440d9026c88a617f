import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findCredentials } from '../../src/auth/credentials.queries.ts';
import { findFacts, insertLicense } from '../../src/licenses/create/create.queries.ts';
import { CLINICS, clinicIdSql, tokenHashSql } from './world.ts';

/** The three statements of a request with pgbench's variable for the clinic in place of the parameters. */
function script(): string {
  const clinic = ':clinic';
  const id = clinicIdSql(clinic);
  const fill = (text: string, values: string[]) =>
    text.replace(/\$(\d+)/g, (_mark, n) => values[Number(n) - 1] as string);
  const today = `'2026-11-22'::date`;
  const now = `'2026-11-22T10:00:00.000Z'::timestamptz`;
  const user = `'00000000-0000-4000-8000-00000000beef'::uuid`;
  return [
    '\\set n :n + 1',
    `\\set clinic :client_id * (${CLINICS} / :clients) + :n`,
    `${fill(findCredentials.text, [`ARRAY[${tokenHashSql(clinic)}]`, 'ARRAY[NULL]', `ARRAY[${now}]`])};`,
    `${fill(findFacts.text, [`ARRAY[${id}]`, `ARRAY['PHARMACY_DRUGS']`, `ARRAY[${today}]`])};`,
    `${fill(insertLicense.text, [
      `('ffffffff' || lpad(to_hex(${clinic}::int), 24, '0'))::uuid`,
      id,
      `'PHARMACY_DRUGS'`,
      now,
      user,
      `'bench'`,
      today,
      `'АВ 123456'`,
      `'Держлікслужба'`,
      `'2024-02-28'::date`,
      'NULL::date',
      `'2024-02-28'::date`,
      'NULL',
      'NULL',
    ])};`,
  ]
    .map((line) => line.replace(/\s+/g, ' '))
    .join('\n');
}

/** What pgbench writes with prepared statements. Its clients stop when they run out of clinics. */
export async function pgbench(
  url: string,
  clients: number,
  seconds: number,
  directory: string,
): Promise<{ perSecond: number; transactions: number }> {
  const plain = new URL(url);
  plain.search = ''; // what our driver is told there, older programs of PostgreSQL do not know
  const file = path.join(directory, 'create.pgbench');
  await writeFile(file, script());
  const { stdout } = await promisify(execFile)('pgbench', [
    '--no-vacuum',
    '--protocol=prepared',
    `--file=${file}`,
    `--client=${clients}`,
    `--jobs=${Math.min(2, clients)}`,
    `--time=${seconds}`,
    '--define=n=0',
    `--define=clients=${clients}`,
    plain.href,
  ]);
  const tps = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)?.[1];
  const processed = /number of transactions actually processed: (\d+)/.exec(stdout)?.[1];
  if (tps === undefined || processed === undefined || !/number of failed transactions: 0 /.test(stdout))
    throw new Error(`pgbench said:\n${stdout}`);
  return { perSecond: Number(tps), transactions: Number(processed) };
}
