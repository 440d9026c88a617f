import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** $1 user, $2 connection, $3 scopes. */
export const findConsent = statement<{ covers: boolean }>(
  'oauth.find-consent',
  'SELECT scopes @> $3::text[] AS covers FROM consents WHERE user_id = $1 AND connection_id = $2',
);

/**
 * The connection of a client with a MIS, made where there is none; no row: somebody is making it. $1 now, $2 user,
 * $3 request id, $4 a new id, $5 client, $6 MIS.
 */
export const makeConnection = statement<{ id: string }>(
  'oauth.make-connection',
  `WITH made AS (
     INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
     VALUES ($4, $5, $6, '{}', $1, $1) ON CONFLICT ON CONSTRAINT connections_client_id_consumer_id_key DO NOTHING
     RETURNING id, client_id, consumer_id, redirect_uris, is_blocked
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: '$2',
     clientId: 'client_id',
     requestId: '$3',
     resource: "'connection'",
     action: "'create'",
     new: 'to_jsonb(made)',
     from: 'made',
   })})
   SELECT id FROM made UNION ALL SELECT id FROM connections WHERE client_id = $5 AND consumer_id = $6`,
);

/** Adds to what the person has agreed to before. $1 now, $2 user, $3 request id, $4 connection, $5 scopes. */
export const addConsent = statement(
  'oauth.add-consent',
  `WITH before AS (
     SELECT scopes FROM consents WHERE user_id = $2 AND connection_id = $4
   ), given AS (
     INSERT INTO consents AS c (user_id, connection_id, scopes, inserted_at, updated_at) VALUES ($2, $4, $5, $1, $1)
     ON CONFLICT ON CONSTRAINT consents_pkey DO UPDATE
        SET scopes = ARRAY(SELECT DISTINCT unnest(c.scopes || excluded.scopes) ORDER BY 1), updated_at = $1
     RETURNING c.*
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: 'user_id',
     clientId: '(SELECT client_id FROM connections WHERE id = connection_id)',
     requestId: '$3',
     resource: "'consent'",
     resourceId: 'connection_id',
     action: "'give'",
     old: '(SELECT to_jsonb(scopes) FROM before)',
     new: 'to_jsonb(scopes)',
     from: 'given',
   })})
   SELECT 1 FROM given`,
);

/**
 * Takes a consent back, and with it whatever lives of it. No row: there was nothing. $1 now, $2 user, $3 request id,
 * $4 connection.
 */
export const removeConsent = statement<{ connection_id: string }>(
  'oauth.remove-consent',
  `WITH gone AS (
     DELETE FROM consents WHERE user_id = $2 AND connection_id = $4 RETURNING scopes
   ), families AS (
     UPDATE token_families SET withdrawn_at = $1
      WHERE user_id = $2 AND connection_id = $4 AND revoked_at IS NULL AND withdrawn_at IS NULL RETURNING id
   ), withdrawn AS (
     SELECT id AS connection_id, client_id, (SELECT scopes FROM gone) AS scopes, ARRAY(SELECT id FROM families) AS families
       FROM connections WHERE id = $4 AND (EXISTS (SELECT 1 FROM gone) OR EXISTS (SELECT 1 FROM families))
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: '$2',
     clientId: 'client_id',
     requestId: '$3',
     resource: "'consent'",
     resourceId: 'connection_id',
     action: "'withdraw'",
     old: "jsonb_build_object('scopes', scopes, 'families', families)",
     from: 'withdrawn',
   })})
   SELECT connection_id FROM withdrawn`,
);

export type ConsentRow = {
  connection_id: string;
  consumer_name: string;
  client_name: string;
  edrpou: string | null;
  scopes: string[];
  inserted_at: string;
  updated_at: string;
};

/** More than anybody has; the account's page shows all. */
const MAX_CONSENTS = 300;

/** The newest first. $1 user. */
export const findConsents = statement<ConsentRow>(
  'oauth.find-consents',
  `SELECT s.connection_id, m.name AS consumer_name, coalesce(e.name, c.name) AS client_name, e.edrpou, s.scopes,
          s.inserted_at, s.updated_at
     FROM consents s JOIN connections n ON n.id = s.connection_id JOIN clients c ON c.id = n.client_id
     JOIN clients m ON m.id = n.consumer_id LEFT JOIN legal_entities e ON e.id = n.client_id
    WHERE s.user_id = $1 ORDER BY s.updated_at DESC, s.connection_id LIMIT ${MAX_CONSENTS}`,
);
