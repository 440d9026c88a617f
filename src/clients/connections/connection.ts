import type { FromSchema } from 'json-schema-to-ts';
import { exactObject, typedSchema } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import { redirectUrisSchema } from './redirect-uri.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;
const timestampOrNull = { type: ['string', 'null'], format: 'date-time' } as const;

const properties = {
  id: uuid,
  client_id: uuid,
  client_name: { type: 'string' },
  consumer_id: uuid,
  consumer_name: { type: 'string' },
  redirect_uri: { type: ['string', 'null'] },
  redirect_uris: { type: 'array', items: { type: 'string' } },
  is_blocked: { type: 'boolean' },
  has_secret: { type: 'boolean' },
  former_secret_expires_at: {
    ...timestampOrNull,
  },
  secret_last_used_at: timestampOrNull,
  inserted_at: timestamp,
  updated_at: timestamp,
} as const;

/** A connection as methods show it; its secret never. Timestamps ISO 8601 UTC. */
export type Connection = { [Key in keyof typeof properties]: FromSchema<(typeof properties)[Key]> };

export const connectionSchema = { title: 'Connection', ...exactObject(properties) } as const;

const secret = { type: 'string' } as const;

export const refreshedConnectionSchema = {
  title: 'ConnectionWithSecret',
  ...exactObject({ ...properties, secret }),
} as const;

/** Without a secret where one side is a public client. */
export const newConnectionAnswerSchema = {
  title: 'NewConnection',
  ...exactObject({ ...properties, secret: { ...secret, type: ['string', 'null'] } }),
} as const;

export const newConnectionSchema = typedSchema({
  title: 'CreateConnectionBody',
  type: 'object',
  additionalProperties: false,
  required: ['client_id', 'consumer_id', 'redirect_uris'],
  properties: {
    client_id: { type: 'string', pattern: UUID_PATTERN },
    consumer_id: { type: 'string', pattern: UUID_PATTERN },
    redirect_uris: redirectUrisSchema,
  },
} as const);

export const connectionChangeSchema = typedSchema({
  title: 'UpdateConnectionBody',
  type: 'object',
  additionalProperties: false,
  required: ['redirect_uris'],
  properties: { redirect_uris: redirectUrisSchema },
} as const);
