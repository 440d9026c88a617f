import { statement } from '../platform/database/pool.ts';

/** Beyond it rows are not counted: a status is asked for often, and must cost little whatever the tables hold. */
export const COUNT_LIMIT = 100_000;

/** Tables that tell an operator how much there is. */
const COUNTED = ['legal_entities', 'licenses', 'clients', 'users', 'tokens', 'webhook_endpoints'] as const;

/** Numbers of rows; the limit stands for as many or more. */
export type RowCounts = Record<(typeof COUNTED)[number], number>;

/** $1 what is counted at most. */
export const countRows = statement<RowCounts>(
  'doctor.count-rows',
  `SELECT ${COUNTED.map((table) => `(SELECT count(*)::int FROM (SELECT FROM ${table} LIMIT $1) AS few) AS ${table}`).join(',\n          ')}`,
);
