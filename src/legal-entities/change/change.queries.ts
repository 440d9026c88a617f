import { appendAudit, changedFields } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { statement } from '../../platform/database/pool.ts';
import { LEGAL_ENTITY_COLUMNS, LEGAL_ENTITY_KEYS, type LegalEntity } from '../legal-entity.ts';

/**
 * Writes a legal entity and the client that it needs (SPEC 13.4: DIRECT, type MSP), with the audit rows of both. A client
 * that has its id already stays as it is. No row: somebody was quicker with this id.
 * $1 … $4 the stamp, $5 reason, $6 id, $7 name, $8 edrpou, $9 type, $10 scopes of the client.
 */
export const insertLegalEntity = statement<LegalEntity>(
  'legal-entities.insert',
  `WITH legal_entity AS (
     INSERT INTO legal_entities (${LEGAL_ENTITY_COLUMNS})
     VALUES ($6::uuid, $7, $8, $9, 'ACTIVE', $1::timestamptz, $2::uuid, $1, $2)
     ON CONFLICT DO NOTHING
     RETURNING ${LEGAL_ENTITY_COLUMNS}
   ), client AS (
     INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     SELECT id, name, 'MSP', 'DIRECT', $10::text[], false, $1, $1 FROM legal_entity
     ON CONFLICT DO NOTHING
     RETURNING *
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'legal_entity'",
     action: "'create'",
     new: 'to_jsonb(legal_entity)',
     reason: '$5::text',
     from: 'legal_entity',
   })}), client_audit AS (${appendAudit({
     ...STAMPED,
     resource: "'client'",
     action: "'create'",
     new: 'to_jsonb(client)',
     from: 'client',
   })})
   SELECT ${LEGAL_ENTITY_COLUMNS} FROM legal_entity`,
);

/**
 * Makes a legal entity what it is to be, with its audit row. No row: it is no longer the version that was judged.
 * $1 … $4 the stamp, $5 reason, $6 id, $7 version, $8 action, $9 name, $10 edrpou, $11 type, $12 status.
 */
export const updateLegalEntity = statement<LegalEntity>(
  'legal-entities.update',
  `WITH before AS (
     SELECT * FROM legal_entities WHERE id = $6::uuid AND xmin = $7::xid FOR NO KEY UPDATE
   ), legal_entity AS (
     UPDATE legal_entities le
        SET (name, edrpou, type, status, updated_at, updated_by) = ($9, $10, $11, $12, $1::timestamptz, $2::uuid)
       FROM before WHERE le.id = before.id
     RETURNING ${LEGAL_ENTITY_KEYS.map((key) => `le.${key}`).join(', ')}
   ), audit AS (${appendAudit({
     ...STAMPED,
     resource: "'legal_entity'",
     resourceId: 'legal_entity.id',
     action: '$8',
     old: 'changed.old',
     new: 'changed.new',
     reason: '$5::text',
     from: `legal_entity JOIN before USING (id), ${changedFields('before', 'legal_entity')}`,
   })})
   SELECT ${LEGAL_ENTITY_COLUMNS} FROM legal_entity`,
);
