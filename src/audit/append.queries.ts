/** What an audit row says (SPEC 12.3). Every value is an SQL expression, written by us; never a value of a request. */
type AuditRow = {
  insertedAt: string;
  actorId: string;
  requestId: string;
  resource: string;
  resourceId: string;
  action: string;
  /** What was before, as `jsonb`; absent: nothing was. */
  old?: string;
  /** What is afterwards, as `jsonb`; absent: nothing is. */
  new?: string;
};

const changeset = ({ old = 'NULL', new: after = 'NULL' }: AuditRow) =>
  `jsonb_build_object('old', ${old}, 'new', ${after})`;

/**
 * The INSERT that writes one audit row for each row of `from`. It stands in the WITH of the statement that makes the
 * change, so that neither is there without the other (SPEC 12.3).
 * @param row expressions over `from` and the statement's `$1…`; without a client no client acts
 */
export function appendAudit(row: AuditRow & { clientId?: string; from: string }): string {
  const { insertedAt, actorId, clientId = 'NULL', requestId, resource, resourceId, action, from } = row;
  return `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
   SELECT ${insertedAt}, ${actorId}, ${clientId}, ${requestId}, ${resource}, ${resourceId}, ${action}, ${changeset(row)}
     FROM ${from}`;
}

/**
 * The same for thousands of rows, which would walk past each other one by one (docs/adr/0030-bulk-import.md): an
 * aggregate that appends all rows of its group in one go, and is their number, or 0. No client acts.
 * @param row `insertedAt`, `actorId`, `requestId`, `resource` and `action` are the same in the whole group
 */
export function appendAuditRows(row: AuditRow): string {
  const { insertedAt, actorId, requestId, resource, resourceId, action } = row;
  return `audit_log_append_many(${insertedAt}, ${actorId}, ${requestId}, ${resource}, ${action},
            array_agg(${resourceId}::text), array_agg(${changeset(row)}))`;
}
