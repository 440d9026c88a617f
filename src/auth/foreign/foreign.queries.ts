import { batchedStatement } from '../../platform/database/batched.ts';
import { apiKeyOf, type CredentialsRow } from '../credentials.queries.ts';

/** Whom a verified token names, and what is shown beside it. */
type NamedCaller = { client_id: string; user_id: string; api_key_hash: Buffer | null; instant: string };

/**
 * Looks up whom one foreign token names, one row, as `findCredentials`: `client_id` is null when the client is unknown or
 * blocked, or the user is blocked. People of the issuer need not be known here.
 */
export const findNamedCaller = batchedStatement<NamedCaller, Omit<CredentialsRow, 'scope'>>(
  'auth.find-named-caller',
  { client_id: 'uuid', user_id: 'uuid', api_key_hash: 'bytea', instant: 'timestamptz' },
  (asked) => `
   SELECT asked.place::int,
          NULL::uuid AS token_id, asked.user_id, client.id AS client_id, client.type AS client_type, client.access_type,
          NULL::uuid AS consumer_id, api_key.id AS api_key_id, api_key.is_public AS api_key_is_public
     FROM ${asked}
     LEFT JOIN LATERAL (
       SELECT c.id, c.type, c.access_type
         FROM clients c LEFT JOIN users u ON u.id = asked.user_id
        WHERE c.id = asked.client_id AND NOT c.is_blocked AND u.is_blocked IS NOT TRUE
     ) AS client ON true
     LEFT JOIN LATERAL (${apiKeyOf('NULL::uuid')}) AS api_key ON true`,
);
