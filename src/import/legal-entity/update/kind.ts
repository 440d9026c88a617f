import type { ImportKind } from '../../kind.ts';
import type { LegalEntityRow } from '../judge.ts';
import { legalEntityImport } from '../kind.ts';
import { openLegalEntityUpdateTarget } from './target.ts';

/** Legal entities that exist are made to be as the file has them. */
export const legalEntityUpdate: ImportKind<LegalEntityRow> = {
  ...legalEntityImport,
  resource: 'legal_entity_update',
  mode: 'update',
  presenceRules: new Set(),
  openTarget: openLegalEntityUpdateTarget,
};
