import type { FromSchema } from 'json-schema-to-ts';
import { exactObject, typedSchema, type ValueOf } from '../platform/json/typed-schema.ts';

const nullableText = { type: ['string', 'null'] } as const;
const uuid = { type: 'string', format: 'uuid' } as const;
const date = { type: 'string', format: 'date' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** The 17 keys of SPEC 4.3 in their order: the columns of `licenses`, and a licence in every answer. */
const properties = {
  id: uuid,
  type: { type: 'string' },
  license_number: nullableText,
  issued_by: { type: 'string' },
  issued_date: date,
  expiry_date: { type: ['string', 'null'], format: 'date' },
  active_from_date: date,
  what_licensed: nullableText,
  order_no: nullableText,
  legal_entity_id: uuid,
  is_primary: { type: 'boolean' },
  is_active: { type: 'boolean' },
  issuer_status: nullableText,
  inserted_at: timestamp,
  inserted_by: uuid,
  updated_at: timestamp,
  updated_by: uuid,
} as const;

/** One licence as the API shows it. Dates `YYYY-MM-DD`, timestamps ISO 8601 UTC. */
export type License = { [Key in keyof typeof properties]: FromSchema<(typeof properties)[Key]> };

export const LICENSE_KEYS = Object.keys(properties) as (keyof License)[];
/** What every query selects, so that a row is the answer. */
export const LICENSE_COLUMNS = LICENSE_KEYS.join(', ');

/** A licence in an answer; `title` makes it a named type of the OpenAPI document. */
export const licenseSchema = { title: 'License', ...exactObject(properties) } as const;

const optionalText = (maxLength: number) => ({ type: ['string', 'null'], minLength: 1, maxLength }) as const;

/** Body of create and update (SPEC 4.1). `type` is checked against its dictionary by a rule, not here (SPEC 14 (10)). */
export const licenseBodySchema = typedSchema({
  title: 'LicenseBody',
  type: 'object',
  additionalProperties: false,
  required: ['type', 'issued_by', 'issued_date', 'active_from_date', 'is_primary'],
  properties: {
    type: { type: 'string', minLength: 1, maxLength: 255 },
    issued_by: { type: 'string', minLength: 1, maxLength: 255 },
    issued_date: { type: 'string', format: 'date' },
    active_from_date: { type: 'string', format: 'date' },
    is_primary: { type: 'boolean' },
    license_number: optionalText(255),
    expiry_date: { type: ['string', 'null'], format: 'date' },
    what_licensed: optionalText(10_000),
    order_no: optionalText(255),
  },
});

export type LicenseBody = ValueOf<typeof licenseBodySchema>;

/** What an update may change: the body but for what says which licence it is. */
type Changeable = Exclude<keyof LicenseBody, 'type' | 'is_primary'>;
const bodyKeys: readonly string[] = Object.keys(licenseBodySchema.properties);
export const CHANGEABLE_COLUMNS = LICENSE_KEYS.filter(
  (key): key is Changeable => bodyKeys.includes(key) && key !== 'type' && key !== 'is_primary',
);
