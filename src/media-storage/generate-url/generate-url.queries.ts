import { coalescePerPool } from '../../platform/database/coalesce.ts';
import { statement } from '../../platform/database/pool.ts';

/** A link that is about to be handed out: who gets it, for what, until when; never the signature. */
type HandedOutLink = {
  now: Date;
  userId: string;
  clientId: string;
  requestId: string;
  resourceId: string;
  action: string;
  bucket: string;
  key: string;
  expiresAt: string;
};

/** $1 instants, $2 users, $3 clients, $4 request ids, $5 resource_ids, $6 actions, $7 buckets, $8 keys, $9 expiries. */
const insertLinkAudits = statement(
  'media-storage.generate-url.insert-audit',
  `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
   SELECT inserted_at, user_id, client_id, request_id, 'media_storage_link', resource_id, 'generate_url',
          jsonb_build_object('old', NULL, 'new', jsonb_build_object(
            'action', action, 'bucket', bucket, 'key', key, 'expires_at', expires_at))
     FROM unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::text[])
            AS link (inserted_at, user_id, client_id, request_id, resource_id, action, bucket, key, expires_at)`,
);

/**
 * Records that a link is handed out (SPEC 7); resolves when the record is durable. Records of requests that arrive
 * together are one transaction: they share its sync to disk.
 */
export const recordLink = coalescePerPool(async (db, links: HandedOutLink[]) => {
  await insertLinkAudits(db, [
    links.map(({ now }) => now.toISOString()),
    links.map(({ userId }) => userId),
    links.map(({ clientId }) => clientId),
    links.map(({ requestId }) => requestId),
    links.map(({ resourceId }) => resourceId),
    links.map(({ action }) => action),
    links.map(({ bucket }) => bucket),
    links.map(({ key }) => key),
    links.map(({ expiresAt }) => expiresAt),
  ]);
  return links;
});
