import type { FromSchema } from 'json-schema-to-ts';
import { SCOPE_PATTERN } from '../auth/access.ts';
import { redirectUrisSchema } from '../clients/connections/redirect-uri.ts';
import { LEGAL_ENTITY_STATUSES } from '../legal-entities/legal-entity.ts';
import { licenseBodySchema } from '../licenses/license.ts';
import { UUID_PATTERN } from '../platform/json/validator.ts';

const uuid = { type: 'string', pattern: UUID_PATTERN } as const;
const name = { type: 'string', minLength: 1, maxLength: 255 } as const;
const scope = { type: 'string', pattern: SCOPE_PATTERN, maxLength: 255 } as const;
const secret = { type: 'string', pattern: '^[\\x21-\\x7e]{1,4096}$' } as const;

const list = <const Properties, const Required extends readonly string[]>(
  properties: Properties,
  required: Required,
) =>
  ({ type: 'array', items: { type: 'object', additionalProperties: false, required, properties } }) as const;

/** A world file, SPEC 13.4: its form. Ranges, names and references are `mistakes.ts`'s. */
export const worldSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    legal_entities: list(
      {
        id: uuid,
        name: { type: 'string', minLength: 1, maxLength: 10_000 },
        edrpou: { type: 'string', pattern: '^[0-9]{8,10}$' },
        type: name,
        status: { enum: LEGAL_ENTITY_STATUSES },
      },
      ['id', 'name', 'edrpou', 'type', 'status'],
    ),
    licenses: list(
      {
        id: uuid,
        legal_entity_id: uuid,
        ...licenseBodySchema.properties,
        is_active: { type: 'boolean' },
        issuer_status: { type: ['string', 'null'], minLength: 1, maxLength: 255 },
      },
      ['id', 'legal_entity_id', ...licenseBodySchema.required],
    ),
    clients: list(
      {
        id: uuid,
        name,
        type: name,
        access_type: { enum: ['DIRECT', 'BROKER'] },
        secret,
        redirect_uris: redirectUrisSchema,
        scopes: { type: 'array', items: scope },
        is_blocked: { type: 'boolean' },
        is_public: { type: 'boolean' },
      },
      ['id'],
    ),
    users: list(
      {
        id: uuid,
        email: { type: 'string', minLength: 3, maxLength: 255 },
        password: { type: 'string', minLength: 1, maxLength: 1024 },
        roles: { type: 'array', items: name },
        legal_entities: { type: 'array', items: uuid },
        is_blocked: { type: 'boolean' },
      },
      ['id'],
    ),
    tokens: list(
      {
        value: secret,
        client_id: uuid,
        user_id: uuid,
        scope: { type: 'string', maxLength: 10_000 },
        expires_in: { type: 'integer' },
      },
      ['client_id', 'user_id', 'scope'],
    ),
    api_keys: list({ value: secret, client_id: uuid }, ['client_id']),
    parameters: {
      type: 'object',
      additionalProperties: { type: 'string', maxLength: 10_000 },
    },
  },
} as const;

export type World = FromSchema<typeof worldSchema>;
