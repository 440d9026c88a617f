import { actorEmail } from '../../audit/actor.queries.ts';
import { pagedStatement } from '../../platform/database/paged.ts';
import { statement } from '../../platform/database/pool.ts';

export type AuditRow = {
  /** Order of the changes of one licence: each takes its number while it holds the licence. */
  id: string;
  inserted_at: string;
  actor_id: string;
  actor_email: string | null;
  client_id: string | null;
  request_id: string;
  action: string;
  changeset: { old: Record<string, unknown> | null; new: Record<string, unknown> | null };
};

const HISTORY = {
  columns: 'id, inserted_at, actor_id, client_id, request_id, action, changeset',
  from: 'audit_log',
  order: ['id'],
};

/**
 * A page of what happened to a licence. By number and not by time: the clocks of two processes may disagree, and a
 * change that waited for another has the earlier time. $3 licence.
 */
export const listLicenseHistory = pagedStatement<AuditRow>('licenses.history', {
  ...HISTORY,
  where: `resource = 'license' AND resource_id = $3`,
  ofPage: actorEmail('page.actor_id'),
});

/** Whether there is such a licence, active or not. $1 id. */
export const licenseExists = statement<{ exists: boolean }>(
  'licenses.history.license-exists',
  'SELECT EXISTS (SELECT 1 FROM licenses WHERE id = $1) AS exists',
);

/**
 * Whether somebody acted for legal entity $4 and has, or had, a role there: what a role was given and taken is in the audit
 * log, as `OWNER@<legal entity>`. Whoever acted for НСЗУ stays a number, whatever else they are.
 */
const IS_OF_LEGAL_ENTITY = `page.client_id = $4
       AND (EXISTS (SELECT 1 FROM user_roles g WHERE g.user_id = page.actor_id AND g.legal_entity_id = $4)
         OR EXISTS (SELECT 1 FROM audit_log given
                     WHERE given.resource = 'user_roles' AND given.resource_id = page.actor_id::text
                       AND strpos(given.changeset::text, '@' || $4::text || '"') > 0))`;

/** The same of a licence that belongs to a legal entity; no row for any other. $3 licence, $4 legal entity. */
export const listOwnLicenseHistory = pagedStatement<AuditRow>('licenses.own-history', {
  ...HISTORY,
  where: `resource = 'license' AND resource_id = $3::text
           AND EXISTS (SELECT 1 FROM licenses l WHERE l.id = $3::text::uuid AND l.legal_entity_id = $4::uuid)`,
  ofPage: actorEmail('page.actor_id', IS_OF_LEGAL_ENTITY),
});

/** Whether a legal entity has, or had, such a licence. $1 id, $2 legal entity. */
export const ownLicenseExists = statement<{ exists: boolean }>(
  'licenses.own-history.license-exists',
  'SELECT EXISTS (SELECT 1 FROM licenses WHERE id = $1 AND legal_entity_id = $2) AS exists',
);
