import { appendAudit } from '../../audit/append.queries.ts';
import { batchedStatement } from '../../platform/database/batched.ts';

/** A link that is about to be handed out: who gets it, for what, until when; never the signature. */
type HandedOutLink = {
  inserted_at: string;
  user_id: string;
  client_id: string;
  request_id: string;
  resource_id: string;
  action: string;
  bucket: string;
  key: string;
  expires_at: string;
};

/**
 * Records that a link is handed out (SPEC 7); resolves when the record is durable. Records of requests that arrive
 * together are one transaction: they share its sync to disk.
 */
export const recordLink = batchedStatement<HandedOutLink, never>(
  'media-storage.generate-url.insert-audit',
  {
    inserted_at: 'timestamptz',
    user_id: 'uuid',
    client_id: 'uuid',
    request_id: 'text',
    resource_id: 'text',
    action: 'text',
    bucket: 'text',
    key: 'text',
    expires_at: 'text',
  },
  (asked) =>
    appendAudit({
      insertedAt: 'inserted_at',
      actorId: 'user_id',
      clientId: 'client_id',
      requestId: 'request_id',
      resource: "'media_storage_link'",
      resourceId: 'resource_id',
      action: "'generate_url'",
      new: "jsonb_build_object('action', action, 'bucket', bucket, 'key', key, 'expires_at', expires_at)",
      from: asked,
    }),
);
