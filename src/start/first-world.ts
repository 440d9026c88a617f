import { readFile } from 'node:fs/promises';
import type { Config } from '../config/load.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { parseStrictJson } from '../platform/json/strict-json.ts';
import type { Logger } from '../platform/log.ts';
import { loadWorld, type WorldReport } from '../worlds/load.ts';
import { WorldError } from '../worlds/mistakes.ts';

const DEMO_WORLD = new URL('../../worlds/demo.json', import.meta.url);

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
  if (worldFile === undefined && (config.ENVIRONMENT !== 'demo' || !(await isEmpty(pool)))) return undefined;
  if (config.ENVIRONMENT === 'prod') {
    throw new WorldError([{ path: '$', message: 'worlds are refused in prod; see esoz world load --help' }]);
  }
  const report = await loadWorld(pool, clock, await readWorldFile(worldFile ?? DEMO_WORLD));
  log.info({ changes: report.changes }, 'world loaded');
  return report;
}

/** A world file as a document. @throws WorldError when it cannot be read or is not JSON */
export async function readWorldFile(file: string | URL): Promise<unknown> {
  try {
    return parseStrictJson(await readFile(file));
  } catch (error) {
    throw new WorldError([{ path: '$', message: `${file} cannot be read: ${(error as Error).message}` }]);
  }
}

async function isEmpty(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(
    'SELECT NOT EXISTS (SELECT 1 FROM legal_entities) AND NOT EXISTS (SELECT 1 FROM clients) AS is_empty',
  );
  return rows[0].is_empty;
}
