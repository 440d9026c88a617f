import { LEGAL_ENTITY_CSV_COLUMNS } from './columns.ts';

/** Legal entities of every status. */
export const legalEntitiesToExport = {
  query: `SELECT ${LEGAL_ENTITY_CSV_COLUMNS.join(', ')} FROM legal_entities ORDER BY id`,
  values: [],
};
