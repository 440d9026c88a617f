import { statement } from './pool.ts';

/** How far the log of a primary is, on which timeline, and in which database of which cluster it was asked. */
export type Position = { wal: string; cluster: string; timeline: number; database: string };

/**
 * What has been confirmed to anybody, or can be seen by anybody, lies before this: a commit is flushed before it is visible
 * and before it is answered.
 */
export const findPosition = statement<Position>(
  'replica.find-position',
  `SELECT pg_current_wal_flush_lsn()::text AS wal,
          ('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8))::bit(32)::int AS timeline,
          (SELECT system_identifier::text FROM pg_control_system()) AS cluster,
          (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database`,
);

/** What a server is to the primary of a position; `behindBytes` is 0 or less when it has replayed it. */
export type Standing = {
  isStandby: boolean;
  isSameCluster: boolean;
  isSameTimeline: boolean;
  isSameDatabase: boolean;
  behindBytes: number;
};

/**
 * The timeline is what the control file tells, which may lag behind and is never ahead. A server of another timeline would
 * count bytes of another history. A cluster may hold several registries; a standby has their databases by the same numbers.
 */
export const findStanding = statement<Standing>(
  'replica.find-standing',
  `SELECT pg_is_in_recovery() AS "isStandby",
          (SELECT system_identifier::text FROM pg_control_system()) = $2 AS "isSameCluster",
          greatest((SELECT timeline_id FROM pg_control_checkpoint()),
                   (SELECT min_recovery_end_timeline FROM pg_control_recovery())) = $3::int AS "isSameTimeline",
          (SELECT oid::text FROM pg_database WHERE datname = current_database()) = $4 AS "isSameDatabase",
          coalesce(pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()), 0)::float8 AS "behindBytes"`,
);
