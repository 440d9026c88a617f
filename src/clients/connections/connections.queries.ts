import { appendAudit } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { statement } from '../../platform/database/pool.ts';
import { setBlocked } from '../block.queries.ts';
import { listOf } from '../lists.queries.ts';
import type { Connection } from './connection.ts';

/** @param now when a former secret is judged to be over: an expression */
const columnsOf = (row: string, now: string) =>
  `${row}.id, ${row}.client_id, client.name AS client_name, ${row}.consumer_id, consumer.name AS consumer_name,
   ${row}.redirect_uris[1] AS redirect_uri, ${row}.redirect_uris, ${row}.is_blocked,
   ${row}.secret_hash IS NOT NULL AS has_secret,
   CASE WHEN ${row}.former_secret_expires_at > ${now} THEN ${row}.former_secret_expires_at END AS former_secret_expires_at,
   ${row}.secret_last_used_at, ${row}.inserted_at, ${row}.updated_at`;
/** A connection with its two sides. */
const withSides = (row: string) =>
  `${row} JOIN clients client ON client.id = ${row}.client_id JOIN clients consumer ON consumer.id = ${row}.consumer_id`;

const AUDITED = { ...STAMPED, resource: "'connection'" };

/** $3 now, $4 client or null, $5 MIS or null, $6 whether it is blocked, or null. */
export const connectionList = listOf<Connection>('connections.list', {
  columns: columnsOf('connections', '$3'),
  from: withSides('connections'),
  where: `($4::uuid IS NULL OR connections.client_id = $4) AND ($5::uuid IS NULL OR connections.consumer_id = $5)
      AND ($6::boolean IS NULL OR connections.is_blocked = $6)`,
  id: 'connections.id',
});

/** What stands in the way of a new connection, and the connection if nothing does. */
type InsertedConnection = { client_exists: boolean; consumer_exists: boolean } & (
  | Connection
  | { [Key in keyof Connection]: null }
);

/**
 * $5 id, $6 client, $7 MIS, $8 redirect URIs, $9 hash of the secret, which is not kept where one side is a public client.
 */
export const insertConnection = statement<InsertedConnection>(
  'connections.insert',
  `WITH sides AS (
     SELECT EXISTS (SELECT FROM clients WHERE id = $6) AS client_exists,
            EXISTS (SELECT FROM clients WHERE id = $7) AS consumer_exists,
            EXISTS (SELECT FROM clients WHERE id IN ($6, $7) AND is_public) AS is_public
   ), connection AS (
     INSERT INTO connections (id, client_id, consumer_id, redirect_uris, secret_hash, inserted_at, updated_at)
     SELECT $5, $6, $7, $8, CASE WHEN NOT is_public THEN $9::bytea END, $1, $1
       FROM sides WHERE client_exists AND consumer_exists
     ON CONFLICT DO NOTHING RETURNING *
   ), audit AS (${appendAudit({
     ...AUDITED,
     action: "'create'",
     new: "jsonb_build_object('client_id', client_id, 'consumer_id', consumer_id, 'redirect_uris', redirect_uris)",
     from: 'connection',
   })})
   SELECT client_exists, consumer_exists, made.*
     FROM sides LEFT JOIN (SELECT ${columnsOf('connection', '$1')} FROM ${withSides('connection')}) AS made ON true`,
);

/** Nothing is written when nothing differs. No row: there is no such connection. $5 id, $6 redirect URIs. */
export const updateRedirectUris = statement<Connection>(
  'connections.update-redirect-uris',
  `WITH before AS (
     SELECT * FROM connections WHERE id = $5 FOR UPDATE
   ), changed AS (
     UPDATE connections c SET redirect_uris = $6, updated_at = $1
       FROM before WHERE c.id = before.id AND before.redirect_uris <> $6 RETURNING c.*
   ), audit AS (${appendAudit({
     ...AUDITED,
     resourceId: 'changed.id',
     action: "'update'",
     old: "jsonb_build_object('redirect_uris', before.redirect_uris)",
     new: "jsonb_build_object('redirect_uris', changed.redirect_uris)",
     from: 'changed JOIN before USING (id)',
   })}), after AS (
     SELECT * FROM changed UNION ALL SELECT * FROM before WHERE NOT EXISTS (SELECT FROM changed)
   )
   SELECT ${columnsOf('after', '$1')} FROM ${withSides('after')}`,
);

export const setConnectionBlocked = setBlocked<Connection>('connections', "'connection'", {
  columns: (row) => columnsOf(row, '$1'),
  from: withSides,
});

/** What the rules of a refresh look at, and whether the secret was replaced, which is so exactly when they hold. */
type Refreshed = { is_public: boolean; former_secret_is_valid: boolean } & Connection;

/**
 * Gives a connection a new secret. The old one goes on beside it for a while, if no former one does so already: two are
 * all there is room for. The row is locked first, so that of two at once the second sees what the first has done.
 * No row: there is no such connection. $5 id, $6 its client, or null for any, $7 hash of the new secret, $8 until when the
 * old one works, or null: no longer.
 */
export const replaceSecret = statement<Refreshed>(
  'connections.replace-secret',
  `WITH before AS (
     SELECT * FROM connections WHERE id = $5 AND ($6::uuid IS NULL OR client_id = $6) FOR UPDATE
   ), facts AS (
     SELECT before.id, client.is_public OR consumer.is_public AS is_public,
            $8::timestamptz IS NOT NULL AND coalesce(before.former_secret_expires_at > $1, false) AS former_secret_is_valid
       FROM ${withSides('before')}
   ), changed AS (
     UPDATE connections c
        SET secret_hash = $7,
            former_secret_hash = CASE WHEN $8::timestamptz IS NOT NULL THEN before.secret_hash END,
            former_secret_expires_at = CASE WHEN before.secret_hash IS NOT NULL THEN $8::timestamptz END,
            updated_at = $1
       FROM before JOIN facts USING (id)
      WHERE c.id = before.id AND NOT is_public AND NOT former_secret_is_valid RETURNING c.*
   ), audit AS (${appendAudit({
     ...AUDITED,
     action: "'refresh_secret'",
     new: "jsonb_build_object('former_secret_expires_at', former_secret_expires_at)",
     from: 'changed',
   })}), after AS (
     SELECT * FROM changed UNION ALL SELECT * FROM before WHERE NOT EXISTS (SELECT FROM changed)
   )
   SELECT facts.is_public, facts.former_secret_is_valid, ${columnsOf('after', '$1')}
     FROM ${withSides('after')} JOIN facts ON facts.id = after.id`,
);
