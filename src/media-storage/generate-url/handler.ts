import type { AelResults } from '../../ael/contract.ts';
import { encodeKey, parseFileName } from '../../ael/file-name.ts';
import { objectKey } from '../../ael/object-key.ts';
import type { RequestContext } from '../../api/route.ts';
import { unavailable } from '../../platform/errors/http-errors.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { fromAel, type MediaStorage } from '../media-storage.ts';
import { recordLink } from './generate-url.queries.ts';
import type { GenerateUrlBody } from './route.ts';

/**
 * SPEC 7: sign, record, answer. In this order a link that was not recorded is never handed out, and a recorded one may
 * not have arrived.
 * @throws ApiError 503 where AEL or the database fails
 */
export async function generateUrl(
  context: RequestContext<GenerateUrlBody>,
  { ael, bucket }: MediaStorage,
): Promise<Answer> {
  const { db, body, principal, clock, requestId } = context;
  const { action, resource_id, resource_name } = body;
  // The name goes out as it came: AEL decodes it, once, like any caller's.
  const link = await fromAel(ael.signedUrl({ action, bucket, resource_id, resource_name }, { requestId }));
  await recordLink(db, {
    now: clock.now(),
    userId: principal.userId,
    clientId: principal.clientId,
    requestId,
    resourceId: resource_id.toLowerCase(),
    action,
    bucket,
    key: signedKey(link, body),
    expiresAt: link.expires_at,
  });
  return { status: 200, data: { url: link.secret_url } };
}

/**
 * The key that a link is for, read off the link: what is recorded is what was signed, whatever layout AEL has.
 * @throws ApiError 503 for a link to anything else than was asked for
 */
function signedKey({ secret_url }: AelResults['signed_url'], body: GenerateUrlBody): string {
  const parsed = parseFileName(body.resource_name, 0);
  const path = secret_url.split('?', 1)[0] as string;
  const keys = parsed.ok
    ? (['sharded', 'plain'] as const).map((layout) => objectKey(layout, body.resource_id, parsed.name))
    : [];
  const key = keys.find((candidate) => path.endsWith(`/${encodeKey(candidate)}`));
  if (key === undefined) throw unavailable('AEL answers with a link to something else');
  return key;
}
