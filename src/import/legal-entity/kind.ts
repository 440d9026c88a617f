import { LEGAL_ENTITY_STATUSES } from '../../legal-entities/legal-entity.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import { validatorFor } from '../columns.ts';
import type { ImportKind } from '../kind.ts';
import { LEGAL_ENTITY_COLUMNS } from './columns.ts';
import type { LegalEntityRow } from './judge.ts';
import { openLegalEntityTarget } from './target.ts';

/** The form that a world file has for a legal entity (SPEC 13.4); the type is not restricted (SPEC 10). */
const legalEntityRowSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'edrpou', 'type', 'status'],
  properties: {
    id: { type: 'string', pattern: UUID_PATTERN },
    name: { type: 'string', minLength: 1, maxLength: 10_000 },
    edrpou: { type: 'string', pattern: '^[0-9]{8,10}$' },
    type: { type: 'string', minLength: 1, maxLength: 255 },
    status: { enum: LEGAL_ENTITY_STATUSES },
  },
} as const;

/** Legal entities, each with a client of the same id, without which nobody could get a token for it. */
export const legalEntityImport: ImportKind<LegalEntityRow> = {
  resource: 'legal_entity',
  mode: 'add',
  columns: LEGAL_ENTITY_COLUMNS,
  validatorFor: validatorFor(legalEntityRowSchema),
  toRow(value) {
    const row = value as LegalEntityRow;
    row.id = row.id.toLowerCase();
    return row;
  },
  presenceRules: new Set(['legal_entity_id_not_present']),
  openTarget: openLegalEntityTarget,
};
