import type { Config } from '../config/variables.ts';
import { databaseRemedy } from '../platform/database/remedy.ts';
import {
  findPosition,
  findStanding,
  type Position,
  type Standing,
} from '../platform/database/replica.queries.ts';
import { type ReplicaState, stateOf } from '../platform/database/replica.ts';
import type { OpenDatabase } from '../start/open-database.ts';
import { askDatabase } from './ask.ts';
import type { Finding } from './finding.ts';

const NAME = 'read replica';

/** What each state means. The product reads from the primary in all but the first, so what passes is no failure. */
const TOLD: Record<ReplicaState, [state: Finding['state'], detail: string, remedy?: string]> = {
  used: ['ok', 'a standby of the primary, which has replayed its whole log'],
  behind: [
    'warning',
    'a standby of the primary, and behind',
    'See whether replaying is paused or slow there: lists come from the primary.',
  ],
  away: ['warning', 'does not answer'],
  'no standby': [
    'failed',
    'it is no standby',
    'Let DATABASE_READ_URL name a hot standby of the server of DATABASE_URL, or remove it.',
  ],
  'another cluster': [
    'failed',
    'it is of another cluster than the primary',
    'Let DATABASE_READ_URL name a hot standby of the server of DATABASE_URL.',
  ],
  'another database': [
    'failed',
    'it is another database than that of DATABASE_URL',
    'Let DATABASE_READ_URL end in the name of the database of DATABASE_URL.',
  ],
  'another timeline': [
    'warning',
    'it is on another timeline than the primary, as after a failover',
    'If that lasts longer than checkpoint_timeout there, make the standby follow the new primary (pg_rewind, or a new base backup).',
  ],
};

/** Whether lists can be read from DATABASE_READ_URL. */
export async function checkReplica(config: Config, database: OpenDatabase): Promise<Finding[]> {
  const { DATABASE_READ_URL: readUrl } = config;
  if (readUrl === undefined) return [];
  try {
    const position = await askDatabase(database, (db) => findPosition(db, []));
    const { wal, cluster, timeline, database: name } = position[0] as Position;
    const rows = await askDatabase({ ...database, url: readUrl, isPooled: false }, (db) =>
      findStanding(db, [wal, cluster, timeline, name]),
    );
    const standing = rows[0] as Standing;
    const [state, detail, remedy] = TOLD[stateOf(standing)];
    const bytes = standing.behindBytes > 0 ? ` by ${standing.behindBytes} bytes` : '';
    return [{ name: NAME, state, detail: `${detail}${bytes}`, ...(remedy && { remedy }) }];
  } catch (error) {
    const [state, detail] = TOLD.away;
    const remedy = databaseRemedy(error)?.replaceAll('DATABASE_URL', 'DATABASE_READ_URL');
    return [
      { name: NAME, state, detail: `${detail}: ${(error as Error).message}`, ...(remedy && { remedy }) },
    ];
  }
}
