const nullableText = { type: ['string', 'null'] } as const;
const uuid = { type: 'string', format: 'uuid' } as const;
const date = { type: 'string', format: 'date' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** A licence in an answer, for the OpenAPI document: the 17 keys of SPEC 4.3, always all of them, in this order. */
const licenseProperties = {
  id: uuid,
  type: { type: 'string' },
  license_number: nullableText,
  issued_by: { type: 'string' },
  issued_date: date,
  expiry_date: { type: ['string', 'null'], format: 'date', description: 'null: never expires' },
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

/** `title` makes it a named type of the OpenAPI document. */
export const licenseSchema = {
  title: 'License',
  type: 'object',
  additionalProperties: false,
  required: Object.keys(licenseProperties) as (keyof typeof licenseProperties)[],
  properties: licenseProperties,
} as const;
