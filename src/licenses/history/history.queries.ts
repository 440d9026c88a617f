import { pagedStatement } from '../../platform/database/paged.ts';
import { statement } from '../../platform/database/pool.ts';

export type AuditRow = {
  /** Order of the changes of one licence: each takes its number while it holds the licence. */
  id: string;
  inserted_at: string;
  actor_id: string;
  client_id: string | null;
  request_id: string;
  action: string;
  changeset: { old: Record<string, unknown> | null; new: Record<string, unknown> | null };
};

/**
 * A page of what happened to a licence. By number and not by time: the clocks of two processes may disagree, and a
 * change that waited for another has the earlier time. $3 licence.
 */
export const listLicenseHistory = pagedStatement<AuditRow>('licenses.history', {
  columns: 'id, inserted_at, actor_id, client_id, request_id, action, changeset',
  from: 'audit_log',
  where: `resource = 'license' AND resource_id = $3`,
  order: ['id'],
});

/** Whether there is such a licence, active or not. $1 id. */
export const licenseExists = statement<{ exists: boolean }>(
  'licenses.history.license-exists',
  'SELECT EXISTS (SELECT 1 FROM licenses WHERE id = $1) AS exists',
);
