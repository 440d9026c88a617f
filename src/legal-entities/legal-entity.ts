import type { FromSchema } from 'json-schema-to-ts';
import { licenseSchema } from '../licenses/license.ts';
import { exactObject } from '../platform/json/typed-schema.ts';

export const LEGAL_ENTITY_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED', 'REORGANIZED'] as const;

export const EDRPOU_PATTERN = '^[0-9]{8,10}$';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** The columns of `legal_entities` in the order in which the API shows them. */
const properties = {
  id: uuid,
  name: { type: 'string' },
  edrpou: { type: 'string', pattern: EDRPOU_PATTERN },
  type: { type: 'string' },
  status: { enum: LEGAL_ENTITY_STATUSES },
  inserted_at: timestamp,
  inserted_by: uuid,
  updated_at: timestamp,
  updated_by: uuid,
} as const;

/** One legal entity as the API shows it. Timestamps ISO 8601 UTC. */
export type LegalEntity = { [Key in keyof typeof properties]: FromSchema<(typeof properties)[Key]> };

export const LEGAL_ENTITY_KEYS = Object.keys(properties) as (keyof LegalEntity)[];
export const LEGAL_ENTITY_COLUMNS = LEGAL_ENTITY_KEYS.join(', ');

/** A legal entity in a list. */
export const legalEntitySchema = { title: 'LegalEntity', ...exactObject(properties) } as const;

/** A legal entity with its primary licence. */
export const legalEntityDetailsSchema = {
  title: 'LegalEntityDetails',
  ...exactObject({
    ...properties,
    license: { ...licenseSchema, type: ['object', 'null'] },
  }),
} as const;

/** Client types whose tokens see every legal entity; any other sees the one that the token was issued for (SPEC 10). */
const SEES_ALL: readonly string[] = ['NHS', 'MIS'];

export function seesAllLegalEntities(principal: { clientType: string }): boolean {
  return SEES_ALL.includes(principal.clientType);
}
