import type { FromSchema } from 'json-schema-to-ts';

/** One licence as the API shows it: the 17 keys of SPEC 4.3, in their order. Dates `YYYY-MM-DD`, timestamps ISO 8601 UTC. */
export type License = {
  id: string;
  type: string;
  license_number: string | null;
  issued_by: string;
  issued_date: string;
  expiry_date: string | null;
  active_from_date: string;
  what_licensed: string | null;
  order_no: string | null;
  legal_entity_id: string;
  is_primary: boolean;
  is_active: boolean;
  issuer_status: string | null;
  inserted_at: string;
  inserted_by: string;
  updated_at: string;
  updated_by: string;
};

/** Columns of `licenses` in the order in which the API shows them: what every query selects, so that a row is the answer. */
export const LICENSE_COLUMNS = `id, type, license_number, issued_by, issued_date, expiry_date, active_from_date, what_licensed,
  order_no, legal_entity_id, is_primary, is_active, issuer_status, inserted_at, inserted_by, updated_at, updated_by`;

const optionalText = (maxLength: number) => ({ type: ['string', 'null'], minLength: 1, maxLength }) as const;

/** Body of create and update (SPEC 4.1). `type` is checked against its dictionary by a rule, not here (SPEC 14 (10)). */
export const licenseBodySchema = {
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
} as const;

export type LicenseBody = FromSchema<typeof licenseBodySchema>;
