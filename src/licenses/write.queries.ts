import { CHANGEABLE_COLUMNS } from './license.ts';

/**
 * The facts that another request may have changed since they were read, as the first expressions of a write's WITH.
 * FOR SHARE makes a concurrent change of the legal entity's status or of its primary licence wait, and makes the write
 * see such a change that it waited for itself (the foreign key and an unlocked EXISTS would not).
 *
 * Values of a write: $1 id, $2 legal entity, $3 type, $4 now, $5 user, $6 request id, $7 current date, and from $8 on
 * those of the body in the order of CHANGEABLE_COLUMNS.
 */
export const STANDING_FACTS = `legal_entity AS (
     SELECT id FROM legal_entities WHERE id = $2 AND status IN ('ACTIVE', 'SUSPENDED') FOR SHARE
   ), primary_license AS (
     SELECT l.legal_entity_id FROM licenses l JOIN legal_entity ON l.legal_entity_id = legal_entity.id
      WHERE l.is_active AND l.is_primary AND (l.expiry_date >= $7 OR l.expiry_date IS NULL)
        FOR SHARE OF l
   )`;

/** The values of the body, as SQL. */
export const CHANGEABLE_VALUES = CHANGEABLE_COLUMNS.map((_column, at) => `$${at + 8}`).join(', ');
