import { typedSchema } from '../../platform/json/typed-schema.ts';

const field = { type: ['string', 'null'] } as const;

/** The national body. Which of its fields are needed depends on the grant, and is told in the national words: `read.ts`. */
export const nationalSchema = typedSchema({
  title: 'TokenRequest',
  type: 'object',
  additionalProperties: false,
  required: ['token'],
  properties: {
    token: {
      type: 'object',
      additionalProperties: false,
      properties: {
        grant_type: field,
        client_id: field,
        client_secret: field,
        code: field,
        refresh_token: field,
        redirect_uri: field,
        scope: field,
        code_verifier: field,
      },
    },
  },
});

const parameter = { type: 'string' } as const;

/** Credentials of a client in a form. */
export const CLIENT_PARAMETERS = { client_id: parameter, client_secret: parameter } as const;

/** The form of RFC 6749, each parameter at most once; what else is sent is ignored (3.2). */
export const tokenForm = typedSchema({
  title: 'TokenForm',
  type: 'object',
  properties: {
    ...CLIENT_PARAMETERS,
    grant_type: parameter,
    code: parameter,
    refresh_token: parameter,
    redirect_uri: parameter,
    scope: parameter,
    code_verifier: parameter,
  },
});
export type TokenForm = Partial<Record<keyof typeof tokenForm.properties, string>>;

/** `data` of the national answer. */
export const nationalAnswerSchema = {
  title: 'AccessToken',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'value', 'expires_at', 'user_id', 'details'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { const: 'access_token' },
    value: { type: 'string' },
    expires_at: { type: 'integer' },
    user_id: { type: 'string', format: 'uuid' },
    details: {
      type: 'object',
      additionalProperties: false,
      required: ['scope', 'client_id', 'refresh_token', 'grant_type'],
      properties: {
        scope: { type: 'string' },
        client_id: { type: 'string', format: 'uuid' },
        refresh_token: { type: 'string' },
        grant_type: { enum: ['authorization_code', 'refresh_token'] },
      },
    },
  },
} as const;

/** The answer of RFC 6749, 5.1. */
export const formAnswerSchema = {
  title: 'OAuthTokens',
  type: 'object',
  additionalProperties: false,
  required: ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope'],
  properties: {
    access_token: { type: 'string' },
    token_type: { const: 'Bearer' },
    expires_in: { type: 'integer' },
    refresh_token: { type: 'string' },
    scope: { type: 'string' },
  },
} as const;
