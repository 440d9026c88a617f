import path from 'node:path';
import pg from 'pg';
import { findGrant } from '../../src/oauth/tokens/facts.queries.ts';
import { redeem, rotate } from '../../src/oauth/tokens/mint.queries.ts';
import { type Figure, median, pairedRatio } from '../figures.ts';
import { load } from '../load.ts';
import { filled, runPgbench } from '../pgbench.ts';
import { startApi } from '../servers.ts';
import {
  bodyOf,
  EXCHANGES,
  factsValues,
  freshExchanges,
  type Kind,
  mintValues,
  seedExchanges,
} from './exchange-world.ts';

const GOAL_RATIO = 0.5;
const CONNECTIONS = 64;
/** More of pgbench's clients only wait for each other on few cores: its best is looked for. */
const PGBENCH_CLIENTS = [8, 16] as const;
const WHAT: Record<Kind, string> = {
  code: 'exchange a code for tokens over HTTP, 64 connections',
  refresh: 'refresh tokens over HTTP, 64 connections',
};

export type ExchangeBench = {
  superuserUrl: string;
  /** For files of the run. */
  directory: string;
  seconds: number;
  rounds: number;
  print(line: string): void;
};

/** Codes and refresh tokens exchanged a second over HTTP, against pgbench with the same statements. */
export async function measureExchanges(bench: ExchangeBench): Promise<Figure[]> {
  await seedExchanges(bench.superuserUrl);
  const figures: Figure[] = [];
  for (const kind of ['code', 'refresh'] as const) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 1; round <= bench.rounds; round++) {
      ours.push(await measureHttp(bench, kind));
      const rates: number[] = [];
      for (const clients of PGBENCH_CLIENTS) rates.push(await measurePgbench(bench, kind, clients));
      theirs.push(Math.max(...rates));
      bench.print(
        `${kind}, round ${round}: ${ours.at(-1)?.toFixed(0)}/s, pgbench ${theirs.at(-1)?.toFixed(0)}/s`,
      );
    }
    const ratio = pairedRatio(ours, theirs);
    bench.print(
      `${WHAT[kind]}: ${median(ours).toFixed(0)}/s, ratio ${ratio.toFixed(2)}   (goal ${GOAL_RATIO})`,
    );
    figures.push({ what: WHAT[kind], peer: "pgbench's best, the same statements", ratio, goal: GOAL_RATIO });
  }
  return figures;
}

async function measureHttp({ superuserUrl, directory, seconds }: ExchangeBench, kind: Kind): Promise<number> {
  const url = await freshExchanges(superuserUrl, 'bench_exchanges_http');
  const api = await startApi(url, path.join(directory, 'api'));
  const request = { path: '/oauth/tokens', headers: {}, body: bodyOf(kind), expected: 201, most: EXCHANGES };
  const { perSecond, statuses } = await load(api.url.href, request, { connections: CONNECTIONS, seconds });
  await api.stop();
  await requireMinted(url, statuses['201'] ?? 0);
  return perSecond;
}

async function measurePgbench(
  { superuserUrl, directory, seconds }: ExchangeBench,
  kind: Kind,
  clients: number,
): Promise<number> {
  const url = await freshExchanges(superuserUrl, 'bench_exchanges_pgbench');
  const statements = [
    filled(findGrant.text, factsValues(kind, ':n')),
    filled((kind === 'code' ? redeem : rotate).text, mintValues(kind, ':n')),
  ];
  const { perSecond, transactions } = await runPgbench(
    statements,
    { url, clients, seconds, directory },
    EXCHANGES,
  );
  await requireMinted(url, transactions);
  return perSecond;
}

/** Both sides must have written what they say: a statement that inserts nothing is quick. */
async function requireMinted(url: string, expected: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS count FROM tokens');
  await client.end();
  if (rows[0].count !== expected)
    throw new Error(`${expected} tokens were said to be issued: ${rows[0].count}`);
}
