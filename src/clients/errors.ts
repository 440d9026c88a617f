import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of the methods for clients, connections, keys and tokens. */
export const clientErrors = {
  clientNotFound: {
    code: 'client-not-found',
    status: 404,
    type: 'not_found',
    message: 'Client was not found',
    cause:
      'No client has this id; under `/api/clients/`, also when it is not the client of the token. The answer does not tell which.',
    remedy: 'Check the id; a clinic or pharmacy asks with its own.',
  },
  clientExists: {
    code: 'client-exists',
    status: 409,
    type: 'request_conflict',
    message: 'Client already exists',
    cause: 'A client has this id: every legal entity gets one with its own id as soon as it is there.',
    remedy: 'Change that client, or leave `id` out.',
  },
  clientBlocksItself: {
    code: 'client-blocks-itself',
    status: 409,
    type: 'request_conflict',
    message: 'Client can not block itself',
    cause: 'The token was issued for this client: nobody who signs in through it could undo it.',
    remedy: 'Use a token of another client, or `esoz client block`.',
  },
  clientUnknown: {
    code: 'client-unknown',
    status: 422,
    type: 'validation_failed',
    message: 'Client does not exist',
    cause: 'No client has the id in the body.',
    remedy:
      'Take the id from `GET /api/admin/clients`, or create the client first, with `POST /api/admin/clients`.',
  },
  connectionNotFound: {
    code: 'connection-not-found',
    status: 404,
    type: 'not_found',
    message: 'Connection was not found',
    cause:
      'No connection has this id; under `/api/clients/`, also when it is not one of the client of the token. The answer does not tell which.',
    remedy:
      'Look the id up with `GET /api/clients/{id}/connections`; operators do with `GET /api/admin/connections`.',
  },
  connectionExists: {
    code: 'connection-exists',
    status: 409,
    type: 'request_conflict',
    message: 'Connection already exists',
    cause:
      'The client is connected with this MIS already; the first sign-in through a MIS makes a connection too.',
    remedy: 'Change that connection, or refresh its secret.',
  },
  connectionIsPublic: {
    code: 'connection-without-secret',
    status: 409,
    type: 'request_conflict',
    message: 'Public client has no secret',
    cause: 'One side of the connection is a public client, which proves itself by PKCE in place of a secret.',
    remedy: 'Nothing is to be done: no secret is asked for.',
  },
  formerSecretInUse: {
    code: 'former-secret-in-use',
    status: 409,
    type: 'request_conflict',
    message: 'Former secret is still valid',
    cause:
      'The secret was refreshed less than 24 hours ago and the one before still works. Of three secrets one would have to end early, perhaps the one that the MIS uses.',
    remedy:
      'Use the new secret. If it was lost: wait until `former_secret_expires_at`, or send `"immediately": true`, which ends both at once.',
  },
  apiKeyNotFound: {
    code: 'api-key-not-found',
    status: 404,
    type: 'not_found',
    message: 'Api key was not found',
    cause: 'No API key has this id. The id of a key is not its value.',
    remedy: 'Look the id up with `GET /api/admin/api_keys`.',
  },
  apiKeyRotated: {
    code: 'api-key-rotated',
    status: 409,
    type: 'request_conflict',
    message: 'Api key is revoked or was rotated already',
    cause: 'The key has ended, or ends soon because another one took its place.',
    remedy: 'Rotate its successor, or issue a new key.',
  },
  tokenNotFound: {
    code: 'token-not-found-by-id',
    status: 404,
    type: 'not_found',
    message: 'Token was not found',
    cause: 'No token has this id. The id of a token is not its value.',
    remedy: 'Look the id up with `GET /api/admin/tokens`.',
  },
  tokenWithoutFamily: {
    code: 'token-without-family',
    status: 409,
    type: 'request_conflict',
    message: 'Token has no family',
    cause: 'An operator issued it: it came of no sign-in, and nothing else came of it.',
    remedy: 'Revoke the token alone: leave `family` out.',
  },
} satisfies Record<string, ErrorDefinition>;
