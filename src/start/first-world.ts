import type { Config } from '../config/variables.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { loadWorld, type WorldReport } from '../worlds/load.ts';
import { WorldError } from '../worlds/mistakes.ts';
import { isRegistryEmpty } from '../worlds/stored.queries.ts';
import { DEMO_WORLD, readWorldFile } from '../worlds/world-file.ts';

/**
 * The world that `esoz start` loads: the file of `--world`, else the demo world into an empty demo database, else none.
 * @throws WorldError
 */
export async function loadFirstWorld(
  config: Config,
  pool: Pool,
  clock: Clock,
  log: Logger,
  worldFile: string | undefined,
): Promise<WorldReport | undefined> {
  if (worldFile === undefined && (config.ENVIRONMENT !== 'demo' || !(await isRegistryEmpty(pool))))
    return undefined;
  if (config.ENVIRONMENT === 'prod') {
    throw new WorldError([{ path: '$', message: 'worlds are refused in prod; see esoz world load --help' }]);
  }
  const report = await loadWorld(
    pool,
    clock,
    await readWorldFile(worldFile ?? DEMO_WORLD),
    config.ENVIRONMENT === 'demo',
  );
  log.info({ changes: report.changes }, 'world loaded');
  return report;
}
