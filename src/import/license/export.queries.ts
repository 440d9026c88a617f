import { LICENSE_CSV_COLUMNS } from './columns.ts';

/** Active licences, of one legal entity or of all: the primary one before its others, so that they are accepted in this order. */
export function licensesToExport(legalEntityId: string | undefined) {
  return {
    query: `SELECT ${LICENSE_CSV_COLUMNS.join(', ')} FROM licenses
             WHERE is_active${legalEntityId === undefined ? '' : ' AND legal_entity_id = $1'}
             ORDER BY legal_entity_id, is_primary DESC, type COLLATE "C"`,
    values: legalEntityId === undefined ? [] : [legalEntityId],
  };
}
