import { reasonSchema as reason } from '../../audit/reason.ts';
import { typedSchema, type ValueOf } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import { LEGAL_ENTITY_STATUSES } from '../legal-entity.ts';

const name = { type: 'string', minLength: 1, maxLength: 10_000, pattern: '\\S' } as const;
const edrpou = { type: 'string', pattern: '^[0-9]{8,10}$' } as const;
/** Checked against its dictionary by a rule, as the type of a licence is. */
const type = { type: 'string', minLength: 1, maxLength: 255 } as const;

export const newLegalEntitySchema = typedSchema({
  title: 'CreateLegalEntityBody',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'edrpou', 'type', 'reason'],
  properties: {
    id: { type: 'string', pattern: UUID_PATTERN },
    name,
    edrpou,
    type,
    reason,
  },
});
export type NewLegalEntity = ValueOf<typeof newLegalEntitySchema>;

/** What is absent stays as it is. */
export const correctionSchema = typedSchema({
  title: 'CorrectLegalEntityBody',
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: { name, edrpou, type, reason },
});
export type Correction = ValueOf<typeof correctionSchema>;

export const statusChangeSchema = typedSchema({
  title: 'ChangeStatusBody',
  type: 'object',
  additionalProperties: false,
  required: ['status', 'reason'],
  properties: { status: { type: 'string', enum: LEGAL_ENTITY_STATUSES }, reason },
});
export type StatusChange = ValueOf<typeof statusChangeSchema>;
