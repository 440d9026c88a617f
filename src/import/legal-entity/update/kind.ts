import { withKeys } from '../../columns.ts';
import type { ImportKind } from '../../kind.ts';
import { LEGAL_ENTITY_COLUMNS } from '../columns.ts';
import type { LegalEntityRow } from '../judge.ts';
import { legalEntityImport } from '../kind.ts';
import { openLegalEntityUpdateTarget } from './target.ts';

/** Legal entities that exist are made to be as the file has them. */
export const legalEntityUpdate: ImportKind<LegalEntityRow> = {
  ...legalEntityImport,
  resource: 'legal_entity_update',
  mode: 'update',
  columns: withKeys(LEGAL_ENTITY_COLUMNS, ['id']),
  presenceRules: new Set(),
  openTarget: openLegalEntityUpdateTarget,
};
