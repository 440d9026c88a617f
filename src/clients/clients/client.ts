import type { FromSchema } from 'json-schema-to-ts';
import { SCOPE_PATTERN } from '../../auth/access.ts';
import { exactObject, typedSchema } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';

const name = { type: 'string', minLength: 1, maxLength: 255 } as const;
const accessType = { type: 'string', enum: ['DIRECT', 'BROKER'] } as const;
const scopes = {
  type: 'array',
  items: { type: 'string', pattern: SCOPE_PATTERN, maxLength: 255 },
} as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

const properties = {
  id: { type: 'string', format: 'uuid' },
  name: { type: 'string' },
  type: { type: 'string' },
  access_type: accessType,
  scopes: { type: 'array', items: { type: 'string' } },
  is_public: { type: 'boolean' },
  is_blocked: { type: 'boolean' },
  inserted_at: timestamp,
  updated_at: timestamp,
} as const;

/** A client as the administration shows it. Timestamps ISO 8601 UTC. */
export type Client = { [Key in keyof typeof properties]: FromSchema<(typeof properties)[Key]> };

export const CLIENT_KEYS = Object.keys(properties) as (keyof Client)[];

export const clientSchema = { title: 'Client', ...exactObject(properties) } as const;

/** `id` is for the client of a legal entity, whose id it has. */
export const newClientSchema = typedSchema({
  title: 'CreateClientBody',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'scopes'],
  properties: {
    id: { type: 'string', pattern: UUID_PATTERN },
    name,
    type: name,
    access_type: accessType,
    scopes,
    is_public: { type: 'boolean' },
  },
} as const);
export type NewClient = FromSchema<typeof newClientSchema>;

/** What is absent stays as it is; type and `is_public` are for ever. */
export const clientChangeSchema = typedSchema({
  title: 'UpdateClientBody',
  type: 'object',
  additionalProperties: false,
  properties: { name, access_type: accessType, scopes },
} as const);
export type ClientChange = FromSchema<typeof clientChangeSchema>;
