import { plannedStatement, statement } from '../platform/database/pool.ts';
import { actorEmail } from './actor.queries.ts';

/** One row of the log, but for its place in the chains. */
export type AuditEntry = {
  id: string;
  inserted_at: string;
  actor_id: string;
  actor_email: string | null;
  client_id: string | null;
  request_id: string;
  resource: string;
  resource_id: string;
  action: string;
  changeset: { old: unknown; new: unknown; reason?: string };
};
const [WHO, WHAT] = [
  'id, inserted_at, actor_id',
  'client_id, request_id, resource, resource_id, action, changeset',
];

/**
 * So many rows are looked at in one go, whatever is looked for: no index for each filter, which every write of the registry
 * would pay for.
 */
const LOOKED_AT = 50_000;

/** Where a search goes on: behind this row, by time and then by number. $1 id. */
export const findPlace = statement<{ inserted_at: string; id: string }>(
  'audit.find-place',
  'SELECT inserted_at::text AS inserted_at, id FROM audit_log WHERE id = $1',
);

const BACKWARDS = 'ORDER BY inserted_at DESC, id DESC';

/** Which rows are gone through: what an index leads to. Each condition is over the numbers of its values. */
const BOUNDS = {
  resource_id: ([n]: number[]) => `resource_id = $${n}`,
  request_id: ([n]: number[]) => `request_id = $${n}`,
  from: ([n]: number[]) => `inserted_at >= $${n}::timestamptz`,
  to: ([n]: number[]) => `inserted_at < $${n}::timestamptz`,
  place: ([time, id]: number[]) => `(inserted_at, id) < ($${time}::timestamptz, $${id}::bigint)`,
};
export type AuditBound = keyof typeof BOUNDS;
/** Which of them are meant: columns that have to equal a value. */
export type AuditFilter = 'resource' | 'action' | 'actor_id' | 'client_id';

export type SearchParts = {
  bounds: readonly (readonly [AuditBound, ...unknown[]])[];
  filters: readonly (readonly [AuditFilter, unknown])[];
};

/** A search as its conditions with their values; $1 is how many rows at most. */
function conditionsOf({ bounds, filters }: SearchParts) {
  const values: unknown[] = [];
  const numbered = (given: readonly unknown[]) => given.map((value) => values.push(value) + 1);
  const within = bounds.map(([name, ...given]) => BOUNDS[name](numbered(given))).join(' AND ') || 'true';
  const boundValues = values.length;
  const meant =
    filters.map(([column, value]) => `${column} = $${numbered([value])[0]}`).join(' AND ') || 'true';
  return { within, meant, values, boundValues };
}

/** Rows that are meant, newest first, as far as one go leads. */
export function findEntries(parts: SearchParts, limit: number) {
  const { within, meant, values } = conditionsOf(parts);
  const find = plannedStatement<AuditEntry>(
    'audit.search.find-entries',
    `SELECT ${WHO}, ${actorEmail('actor_id')}, ${WHAT}
       FROM (SELECT ${WHO}, ${WHAT} FROM audit_log WHERE ${within} ${BACKWARDS} LIMIT ${LOOKED_AT}) AS looked_at
      WHERE ${meant} ${BACKWARDS} LIMIT $1`,
  );
  return { find, values: [limit, ...values] };
}

/** The last row that one go looks at; none: it has come to the end. */
export function findLastLookedAt(parts: SearchParts) {
  const { within, values, boundValues } = conditionsOf(parts);
  const find = plannedStatement<{ id: string }>(
    'audit.search.find-last-looked-at',
    `SELECT id FROM audit_log WHERE ${within} ${BACKWARDS} OFFSET $1::bigint - 1 LIMIT 1`,
  );
  return { find, values: [LOOKED_AT, ...values.slice(0, boundValues)] };
}
