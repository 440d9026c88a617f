import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { askReadiness, type ReadinessCheck, within } from '../../platform/readiness.ts';
import { countersOf } from './counters.ts';
import { findMigrations } from './status.queries.ts';

/** What of a process its status tells. */
export type Running = {
  version: string;
  environment: string;
  /** Another one for each process: counters of two processes have no difference. */
  instance: string;
  startedAt: Date;
  checks: readonly ReadinessCheck[];
  /** Connections of the pool. */
  connections(): { pool_in_use: number; pool_size: number; pool_waiting: number };
  answered: Metrics['answered'];
};

/** Below the 2 s of the whole answer: a part that is away does not keep a page from showing that it is. */
const PATIENCE_MS = 1_500;

/** SPEC 11.5. Why a part is not ready is in the log: an error may name addresses. */
export async function getStatus(
  _request: HandledRequest,
  { db, clock, running }: { db: Database; clock: Clock; running: Running },
): Promise<Answer> {
  const [ready, migrations, answered] = await Promise.all([
    askReadiness(running.checks, PATIENCE_MS),
    within(PATIENCE_MS, findMigrations(db, [])).catch(() => []),
    running.answered(),
  ]);
  const { version, environment, instance } = running;
  return {
    data: {
      ...{ version, environment, instance },
      started_at: running.startedAt.toISOString(),
      time: clock.now().toISOString(),
      time_zone: clock.timeZone,
      today: clock.today(),
      ready: [...ready].map(([name, ok]) => ({ name, ok })),
      migrations: migrations[0] ?? null,
      database: running.connections(),
      counters: countersOf(answered),
    },
  };
}
