import { plannedStatement } from './pool.ts';

/** The server's own time, not that of the transaction. */
export const findServerTime = plannedStatement<{ ms: number }>(
  'clock-skew.find-server-time',
  `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`,
);
