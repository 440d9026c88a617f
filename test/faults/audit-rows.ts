import type pg from 'pg';

/** Writes one row as the application would, and says which lane it got. */
export async function insertAuditRow(
  db: Pick<pg.ClientBase, 'query'>,
  row: { resourceId: string; requestId?: string },
): Promise<number> {
  const { rows } = await db.query<{ lane: number }>(
    `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
     VALUES (clock_timestamp(), gen_random_uuid(), gen_random_uuid(), $1, 'license', $2, 'create',
             '{"old": null, "new": {"amount": 1}}')
     RETURNING lane`,
    [row.requestId ?? 'test', row.resourceId],
  );
  return (rows[0] as { lane: number }).lane;
}
