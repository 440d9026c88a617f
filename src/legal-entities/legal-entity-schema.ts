import { licenseSchema } from '../licenses/license-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

const properties = {
  id: uuid,
  name: { type: 'string' },
  edrpou: { type: 'string', pattern: '^[0-9]{8,10}$' },
  type: { type: 'string' },
  status: { enum: ['ACTIVE', 'SUSPENDED', 'CLOSED', 'REORGANIZED'] },
  inserted_at: timestamp,
  inserted_by: uuid,
  updated_at: timestamp,
  updated_by: uuid,
} as const;

/** A legal entity in a list, for the OpenAPI document. */
export const legalEntitySchema = {
  title: 'LegalEntity',
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
} as const;

const { title: _name, ...license } = licenseSchema;

/** A legal entity with its primary licence, for the OpenAPI document. */
export const legalEntityDetailsSchema = {
  title: 'LegalEntityDetails',
  type: 'object',
  additionalProperties: false,
  required: [...Object.keys(properties), 'license'],
  properties: {
    ...properties,
    license: { ...license, type: ['object', 'null'], description: 'The active primary licence.' },
  },
} as const;
