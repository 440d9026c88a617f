/** What an audit row says (SPEC 12.3). Every value is an SQL expression, written by us; never a value of a request. */
type AuditRow = {
  insertedAt: string;
  actorId: string;
  requestId: string;
  resource: string;
  /** Absent: the row's `id`. */
  resourceId?: string;
  action: string;
  /** What was before, of any type; absent: nothing was. */
  old?: string;
  /** What is afterwards; absent: nothing is. */
  new?: string;
  /** Why, in the words of whoever did it; absent: nobody was asked. */
  reason?: string;
};

const changeset = ({ old = 'NULL', new: after = 'NULL', reason }: AuditRow) =>
  `jsonb_build_object('old', ${old}, 'new', ${after}${reason === undefined ? '' : `, 'reason', ${reason}`})`;

/**
 * The INSERT of an audit row for each row of `from`, for the WITH of the statement that makes the change: so neither is
 * there without the other (SPEC 12.3).
 * @param row expressions over `from` and the `$1…` of the statement; without `clientId` no client acts
 */
export function appendAudit(row: AuditRow & { clientId?: string; from: string }): string {
  const { clientId = 'NULL', resourceId = 'id' } = row;
  return `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
   SELECT ${row.insertedAt}, ${row.actorId}, ${clientId}, ${row.requestId}, ${row.resource}, ${resourceId}, ${row.action},
          ${changeset(row)}
     FROM ${row.from}`;
}

/**
 * The same for lists: an aggregate that appends the rows of its group in one go, and is their number. One by one, each
 * would walk past all before it (docs/adr/0030-bulk-import.md), and a large list would take minutes. No client acts.
 * @param row `insertedAt`, `actorId`, `requestId`, `resource` and `action` are those of the whole group
 */
export function appendAuditRows(row: AuditRow): string {
  const { resourceId = 'id' } = row;
  return `audit_log_append_many(${row.insertedAt}, ${row.actorId}, ${row.requestId}, ${row.resource}, ${row.action},
            array_agg(${resourceId}::text), array_agg(${changeset(row)}))`;
}

/**
 * A join for `from`, which tells of an update the fields that differ: `changed.old` and `changed.new`, each an object. Who
 * changed it and when is in the audit row itself.
 * @param before name of the row that was there
 * @param after name of what became of it
 */
export const changedFields = (before: string, after: string): string =>
  `LATERAL (
     SELECT jsonb_object_agg(key, old.value) AS old, jsonb_object_agg(key, new.value) AS new
       FROM jsonb_each(to_jsonb(${before})) AS old JOIN jsonb_each(to_jsonb(${after})) AS new USING (key)
      WHERE old.value <> new.value AND key NOT IN ('updated_at', 'updated_by')
   ) AS changed`;
