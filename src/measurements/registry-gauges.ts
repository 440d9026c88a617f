import type { Registry } from 'prom-client';
import { type Backlog, measureBacklog } from '../events/webhooks/backlog.queries.ts';
import type { Clock } from '../platform/clock.ts';
import { inTransaction, type Pool } from '../platform/database/pool.ts';
import { keptSample, registerGauges, type SampledGauge } from '../platform/sampled-gauges.ts';
import {
  countAuditRows,
  countImports,
  countTokens,
  type ImportCounts,
  type TokenCounts,
} from './registry.queries.ts';

/** Longer than any of the questions takes, so that a measurement never is what a registry in trouble works at. */
const STATEMENT_TIMEOUT_MS = 2_000;

type Sample = {
  tokens: TokenCounts;
  auditRows: number;
  imports: ImportCounts[];
  backlog: Backlog;
  oldestAgeSeconds: number;
};

/** Gauges of what the database holds. */
export function observeRegistry(registry: Registry, pool: Pool, clock: Clock): void {
  registerGauges(
    registry,
    REGISTRY_GAUGES,
    keptSample(() => takeSample(pool, clock)),
  );
}

async function takeSample(pool: Pool, clock: Clock): Promise<Sample> {
  const now = clock.now();
  return inTransaction(pool, async (db) => {
    await db.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
    const [tokens] = (await countTokens(db, [now.toISOString()])) as [TokenCounts];
    const [audit] = await countAuditRows(db, []);
    const imports = await countImports(db, []);
    const [backlog] = (await measureBacklog(db, [])) as [Backlog];
    const oldestAgeSeconds =
      backlog.oldest === null ? 0 : (now.getTime() - Date.parse(backlog.oldest)) / 1000;
    return { tokens, auditRows: Number(audit?.rows), imports, backlog, oldestAgeSeconds };
  });
}

/** One value a name, as a label. */
const each = (label: string, values: Record<string, string>) =>
  Object.entries(values).map(([name, value]): [Record<string, string>, number] => [
    { [label]: name },
    Number(value),
  ]);

const REGISTRY_GAUGES: readonly SampledGauge<Sample>[] = [
  {
    name: 'esoz_tokens',
    help: 'Access tokens in the database by their own state, whatever became of the sign-in they are of; estimated where there are more than some ten thousand',
    labelNames: ['state'],
    read: ({ tokens: { valid, expired, revoked } }) => each('state', { valid, expired, revoked }),
  },
  {
    name: 'esoz_audit_rows',
    help: 'Rows of the audit log, as the heads of its lanes count them',
    read: ({ auditRows }) => [[{}, auditRows]],
  },
  {
    name: 'esoz_import_rows',
    help: 'Rows of imported files by what became of them',
    labelNames: ['resource', 'outcome'],
    read: ({ imports }) =>
      imports.flatMap(({ resource, imported, refused }) =>
        each('outcome', { imported, refused }).map(([outcome, value]) => [{ resource, ...outcome }, value]),
      ),
  },
  {
    name: 'esoz_imports_unfinished',
    help: 'Files whose import was begun and has not come to its end',
    labelNames: ['resource'],
    read: ({ imports }) => imports.map(({ resource, unfinished }) => [{ resource }, Number(unfinished)]),
  },
  {
    name: 'esoz_webhook_endpoints',
    help: 'Webhooks by state: delivering, failing (the last attempt failed), paused',
    labelNames: ['state'],
    read: ({ backlog: { delivering, failing, paused } }) => each('state', { delivering, failing, paused }),
  },
  {
    name: 'esoz_webhook_dead_letters',
    help: 'Events that no attempt brought to their webhook, counted up to 1000',
    read: ({ backlog }) => [[{}, Number(backlog.dead_letters)]],
  },
  {
    name: 'esoz_events_waiting',
    help: 'Events that webhooks have still to get, counted up to 1000 for each; those of paused ones are left out',
    read: ({ backlog }) => [[{}, Number(backlog.waiting)]],
  },
  {
    name: 'esoz_events_oldest_age_seconds',
    help: 'Age of the oldest event that a webhook has still to get; 0 when none waits',
    read: ({ oldestAgeSeconds }) => [[{}, oldestAgeSeconds]],
  },
];
