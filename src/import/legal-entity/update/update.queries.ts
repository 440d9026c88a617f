import { appendAuditRows, changedFields } from '../../../audit/append.queries.ts';
import { LEGAL_ENTITY_KEYS } from '../../../legal-entities/legal-entity.ts';
import { type Database, statement } from '../../../platform/database/pool.ts';
import { plainArray, textArray } from '../../array-literal.ts';
import type { Stamp } from '../../kind.ts';
import { LEGAL_ENTITY_CSV_COLUMNS } from '../columns.ts';
import type { LegalEntityRow } from '../judge.ts';

const STORED = `SELECT ${LEGAL_ENTITY_CSV_COLUMNS.join(', ')} FROM legal_entities WHERE id = ANY ($1)`;

/** Locked until the batch is committed, in the order of ids, against deadlocks. $1 ids. */
export const lockLegalEntitiesToUpdate = statement<LegalEntityRow>(
  'import.lock-legal-entities-to-update',
  `${STORED} ORDER BY id FOR NO KEY UPDATE`,
);
/** For a dry run, which changes nothing. $1 ids. */
export const findLegalEntitiesToUpdate = statement<LegalEntityRow>(
  'import.find-legal-entities-to-update',
  STORED,
);

/**
 * Writes what differs, with audit rows of the fields that changed. The rows are locked already.
 * $1 ids, $2 names, $3 edrpou, $4 types, $5 statuses, $6 now, $7 user, $8 request id.
 */
const updateLegalEntities = statement<{ written: number | null }>(
  'import.update-legal-entities',
  `WITH input AS (
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS row (id, name, edrpou, type, status)
   ), before AS (
     SELECT le.* FROM legal_entities le JOIN input USING (id)
   ), legal_entity AS (
     UPDATE legal_entities le
        SET (name, edrpou, type, status, updated_at, updated_by)
          = (input.name, input.edrpou, input.type, input.status, $6::timestamptz, $7::uuid)
       FROM input WHERE le.id = input.id
     RETURNING ${LEGAL_ENTITY_KEYS.map((column) => `le.${column}`).join(', ')}
   )
   SELECT ${appendAuditRows({
     insertedAt: '$6',
     actorId: '$7',
     requestId: '$8',
     resource: "'legal_entity'",
     resourceId: 'legal_entity.id',
     action: "'update'",
     old: 'changed.old',
     new: 'changed.new',
   })} AS written
     FROM legal_entity JOIN before USING (id), ${changedFields('before', 'legal_entity')}`,
);

/** @param rows that are locked and differ; each legal entity once. @returns false when some were left out */
export async function writeLegalEntityUpdates(
  db: Database,
  rows: readonly LegalEntityRow[],
  { userId, requestId }: Stamp,
  now: Date,
): Promise<boolean> {
  const [result] = await updateLegalEntities(db, [
    plainArray(rows.map(({ id }) => id)),
    ...(['name', 'edrpou', 'type', 'status'] as const).map((column) =>
      textArray(rows.map((row) => row[column])),
    ),
    now.toISOString(),
    userId,
    requestId,
  ]);
  return result?.written === rows.length;
}
