import { encodeKey } from '../../ael/file-name.ts';
import { objectKey } from '../../ael/object-key.ts';
import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { unavailable } from '../../platform/errors/http-errors.ts';
import { fromAel, type MediaStorage } from '../media-storage.ts';
import { recordLink } from './generate-url.queries.ts';
import type { GenerateUrlBody } from './generate-url-schema.ts';

/**
 * SPEC 7: sign, record, answer. In this order a link that was not recorded is never handed out, and a recorded one may
 * not have arrived.
 * @throws ApiError 503 where AEL or the database fails
 */
export async function generateUrl(
  { body, read: fileName, principal, requestId }: HandledRequest<{ body: GenerateUrlBody; read: string }>,
  { db, clock, storage }: { db: Database; clock: Clock; storage: MediaStorage },
): Promise<Answer> {
  const { ael, bucket, layout } = storage;
  const { action, resource_id, resource_name } = body;
  const key = objectKey(layout, resource_id, fileName);
  // The name goes out as it came: AEL trusts nobody, and decodes it, once, like any caller's.
  const link = await fromAel(ael.signedUrl({ action, bucket, resource_id, resource_name }, { requestId }));
  requireLinkTo(key, link.secret_url);
  await recordLink(db, {
    inserted_at: clock.now().toISOString(),
    user_id: principal.userId,
    client_id: principal.clientId,
    request_id: requestId,
    resource_id: resource_id.toLowerCase(),
    action,
    bucket,
    key,
    expires_at: link.expires_at,
  });
  return { data: { url: link.secret_url } };
}

/**
 * What is recorded is what was signed. AEL may be another process, with a layout of keys that is not ours.
 * @throws ApiError 503 for a link to anything else than was asked for
 */
function requireLinkTo(key: string, url: string): void {
  const path = url.split('?', 1)[0] as string;
  if (!path.endsWith(`/${encodeKey(key)}`)) throw unavailable('AEL answers with a link to something else');
}
