import { appendAuditRows } from '../../audit/append.queries.ts';
import { CLINIC_SCOPES } from '../../auth/access.ts';
import { type Database, statement } from '../../platform/database/pool.ts';
import { plainArray, textArray } from '../array-literal.ts';
import type { Stamp } from '../kind.ts';
import type { LegalEntityRow } from './judge.ts';

const COLUMNS = 'id, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by';
/** What the audit rows of both say alike. */
const CREATED = { insertedAt: '$6', actorId: '$7', requestId: '$8', action: "'create'" };

/**
 * Writes legal entities, the clients that they need (SPEC 13.4: DIRECT, type MSP) and the audit rows of both as one
 * statement. A row whose id another transaction was quicker with is left out.
 *
 * $1 ids, $2 names, $3 edrpou, $4 types, $5 statuses, $6 now, $7 user, $8 request id, $9 scopes of the clients.
 */
const insertLegalEntities = statement<{ written: number }>(
  'import.insert-legal-entities',
  `WITH legal_entity AS (
     INSERT INTO legal_entities (${COLUMNS})
     SELECT id, name, edrpou, type, status, $6::timestamptz, $7::uuid, $6, $7
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS row (id, name, edrpou, type, status)
     ON CONFLICT DO NOTHING
     RETURNING ${COLUMNS}
   ), client AS (
     INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     SELECT id, name, 'MSP', 'DIRECT', $9::text[], false, $6, $6 FROM legal_entity
     ON CONFLICT DO NOTHING
     RETURNING *
   ), audit AS (
     SELECT ${appendAuditRows({ ...CREATED, resource: "'legal_entity'", new: 'to_jsonb(legal_entity)' })} AS written
       FROM legal_entity
   ), client_audit AS (
     SELECT ${appendAuditRows({ ...CREATED, resource: "'client'", new: 'to_jsonb(client)' })} AS written
       FROM client
   )
   SELECT audit.written FROM audit, client_audit`,
);

/** @returns false when rows were left out */
export async function writeLegalEntities(
  db: Database,
  rows: readonly LegalEntityRow[],
  stamp: Stamp,
  now: Date,
): Promise<boolean> {
  const [result] = await insertLegalEntities(db, [
    plainArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.name)),
    textArray(rows.map((row) => row.edrpou)),
    textArray(rows.map((row) => row.type)),
    textArray(rows.map((row) => row.status)),
    now.toISOString(),
    stamp.userId,
    stamp.requestId,
    CLINIC_SCOPES,
  ]);
  return result?.written === rows.length;
}

/** What a dry run does instead of {@link writeLegalEntities}. $1 ids. */
export const noteLegalEntities = statement<{ id: string }>(
  'import.note-legal-entities',
  'INSERT INTO pg_temp.dry_run_legal_entities (id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING',
);
