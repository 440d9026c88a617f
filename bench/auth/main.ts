/**
 * `npm run bench:auth`: what authorization costs a cheap method, with our tokens and with JWTs; how fast codes and refresh
 * tokens are exchanged, against pgbench; how fast people sign in, against argon2id; and how long a credential works after its
 * end, on three processes. One PostgreSQL with fsync on. `--seconds=6 --rounds=3 --ends=1000`; `--only=checks,endings`;
 * `--record` keeps the ratios for the chart.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import { type Figure, RECORD_OPTION, recordFigures, requireIdleToRecord } from '../figures.ts';
import { measureChecks } from './checks.ts';
import { measureEndings } from './endings.ts';
import { measureExchanges } from './exchanges.ts';
import { benchSignIns } from './sign-ins.ts';
import { seedAuth } from './world.ts';

const PARTS = ['checks', 'exchanges', 'sign-ins', 'endings'];
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    ends: { type: 'string', default: '1000' },
    only: { type: 'string', default: PARTS.join() },
    ...RECORD_OPTION,
  },
});
const [seconds, rounds, count] = [values.seconds, values.rounds, values.ends].map(Number) as [
  number,
  number,
  number,
];
const asked = values.only.split(',');
if (asked.some((part) => !PARTS.includes(part)) || (values.record && asked.length < PARTS.length)) {
  process.stderr.write(`--only takes ${PARTS.join(', ')}, and goes without --record\n`);
  process.exit(2);
}
requireIdleToRecord(values.record);

const print = (line: string) => void process.stdout.write(`${line}\n`);
const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-auth-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
try {
  const { superuserUrl } = postgres;
  const world = await seedAuth(superuserUrl);
  const figures: Figure[] = [];
  if (asked.includes('checks')) figures.push(...(await measureChecks(world, { seconds, rounds, print })));
  if (asked.includes('exchanges'))
    figures.push(...(await measureExchanges({ superuserUrl, directory, seconds, rounds, print })));
  if (asked.includes('sign-ins')) figures.push(await benchSignIns(world.url, { seconds, rounds }));
  if (asked.includes('endings')) await measureEndings(world, { count, directory, print });
  await recordFigures('auth', values.record, figures);
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}
