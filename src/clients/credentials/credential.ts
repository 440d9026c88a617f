import type { FromSchema } from 'json-schema-to-ts';
import { exactObject, typedSchema } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const uuidOrNull = { type: ['string', 'null'], format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;
const timestampOrNull = { type: ['string', 'null'], format: 'date-time' } as const;

export const TOKEN_STATES = ['valid', 'expired', 'revoked', 'blocked'] as const;
const state = { enum: TOKEN_STATES } as const;

const tokenProperties = {
  id: uuid,
  client_id: uuid,
  client_name: { type: 'string' },
  user_id: uuid,
  user_email: { type: ['string', 'null'] },
  scope: { type: 'string' },
  state,
  family_id: uuidOrNull,
  consumer_id: uuidOrNull,
  inserted_at: timestamp,
  expires_at: timestamp,
  revoked_at: timestampOrNull,
  last_used_at: timestampOrNull,
} as const;

/** A token in a list: never its value. */
export type ListedToken = {
  [Key in keyof typeof tokenProperties]: FromSchema<(typeof tokenProperties)[Key]>;
};
export const tokenSchema = { title: 'Token', ...exactObject(tokenProperties) } as const;

const apiKeyProperties = {
  id: uuid,
  client_id: uuid,
  client_name: { type: 'string' },
  state,
  inserted_at: timestamp,
  expires_at: timestampOrNull,
  revoked_at: timestampOrNull,
  last_used_at: timestampOrNull,
} as const;

/** An API key in a list: never its value. */
export type ListedApiKey = {
  [Key in keyof typeof apiKeyProperties]: FromSchema<(typeof apiKeyProperties)[Key]>;
};
export const apiKeySchema = { title: 'ApiKey', ...exactObject(apiKeyProperties) } as const;

const issued = {
  id: uuid,
  client_id: uuid,
  value: { type: 'string' },
} as const;

export const issuedApiKeySchema = { title: 'IssuedApiKey', ...exactObject(issued) } as const;
export const rotatedApiKeySchema = {
  title: 'RotatedApiKey',
  ...exactObject({
    ...issued,
    former_id: uuid,
    former_expires_at: timestampOrNull,
  }),
} as const;
export const revocationSchema = {
  title: 'Revocation',
  ...exactObject({ id: uuid, outcome: { enum: ['revoked', 'already_revoked'] } }),
} as const;

export const newApiKeySchema = typedSchema({
  title: 'IssueApiKeyBody',
  type: 'object',
  additionalProperties: false,
  required: ['client_id'],
  properties: { client_id: { type: 'string', pattern: UUID_PATTERN } },
} as const);

export const revokeTokenBodySchema = typedSchema({
  title: 'RevokeTokenBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    family: { type: 'boolean' },
  },
} as const);
