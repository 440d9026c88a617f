import type { Clock } from '../platform/clock.ts';
import { traced } from '../platform/tracing.ts';
import { AelError, aelUnavailable, invalidParams, type ParamMistakes } from './ael-error.ts';
import { type Backend, InvalidPageToken, StoreFailure } from './backend.ts';
import { type Ael, type AelMethod, type AelParams, MAX_OBJECTS_PAGE } from './contract.ts';
import { INVALID, paramMistakes } from './contract-check.ts';
import { parseFileName } from './file-name.ts';
import { type ObjectKeyLayout, objectKey, objectKeyPrefix } from './object-key.ts';
import { bindableContentType } from './signer.ts';

export type AelServiceOptions = {
  backend: Backend;
  clock: Clock;
  /** Links to anything else are refused. */
  knownBuckets: readonly string[];
  /** How long a link lives. */
  ttlSeconds: number;
  layout: ObjectKeyLayout;
};

/**
 * AEL itself (SPEC 8). It trusts nobody: params are checked here, whether they come over RPC or from the same process.
 * Every method rejects with AelError: -32602 for params, -32000 where the store fails.
 */
export function createAel({ backend, clock, knownBuckets, ttlSeconds, layout }: AelServiceOptions): Ael {
  const buckets = new Set(knownBuckets);

  /** @throws AelError -32602 with every mistake */
  function accept<M extends AelMethod>(method: M, params: AelParams[M], further: ParamMistakes = {}): void {
    const mistakes = { ...further, ...paramMistakes(method, params) };
    const { bucket } = params;
    if (mistakes.bucket === undefined && !buckets.has(bucket)) mistakes.bucket = [INVALID];
    if (Object.keys(mistakes).length > 0) throw invalidParams(mistakes);
  }

  return {
    async signedUrl(params) {
      const name = nameOf(params, layout);
      accept('signed_url', params, {
        ...(name === undefined ? { resource_name: [INVALID] } : {}),
        ...(isBindable(params.content_type) ? {} : { content_type: [INVALID] }),
      });
      const now = clock.now();
      // The second in which signing starts counts whole; `expires_at` is what the store will go by.
      const expiresAt = new Date((Math.floor(now.getTime() / 1000) + ttlSeconds) * 1000);
      const secretUrl = await sign(backend, {
        method: params.action,
        bucket: params.bucket,
        key: objectKey(layout, params.resource_id, name ?? undefined),
        expiresInSeconds: ttlSeconds,
        now,
        access: params.access_type ?? 'PUBLIC',
        ...(typeof params.content_type === 'string' ? { contentType: params.content_type } : {}),
      });
      return {
        action: params.action,
        bucket: params.bucket,
        expires_at: expiresAt.toISOString(),
        inserted_at: now.toISOString(),
        resource_id: params.resource_id,
        resource_name: params.resource_name ?? null,
        secret_url: secretUrl,
      };
    },

    async listObjects(params) {
      accept('list_objects', params);
      const { bucket, resource_id, page_token, page_size } = params;
      const prefix = objectKeyPrefix(layout, resource_id);
      const page = await fromStore('list', () =>
        backend.list({
          bucket,
          prefix,
          pageToken: page_token ?? undefined,
          size: page_size ?? MAX_OBJECTS_PAGE,
        }),
      );
      const objects = page.objects
        .filter(({ key }) => key.length > prefix.length) // the folder itself, which some clients make an object of
        .map(({ key, size, lastModified, etag }) => ({
          resource_name: key.slice(prefix.length),
          size,
          last_modified: lastModified.toISOString(),
          etag,
        }));
      const total_objects = page.total ?? null;
      return { bucket, resource_id, objects, next_page_token: page.nextPageToken, total_objects };
    },

    async check(params) {
      accept('check', params);
      const findings = await fromStore('check', () => backend.check(params.bucket));
      return { bucket: params.bucket, usable: findings.every(({ state }) => state !== 'failed'), findings };
    },
  };
}

/** The decoded name; null where the link is for the resource itself, undefined where the name is refused. */
function nameOf(params: AelParams['signed_url'], layout: ObjectKeyLayout): string | null | undefined {
  const { resource_id, resource_name } = params;
  if (typeof resource_name !== 'string') return null;
  const parsed = parseFileName(resource_name, prefixBytes(layout, resource_id));
  return parsed.ok ? parsed.name : undefined;
}

/** A resource_id that is no uuid is told as such; the name is judged all the same. */
function prefixBytes(layout: ObjectKeyLayout, resourceId: string): number {
  try {
    return objectKeyPrefix(layout, resourceId).length;
  } catch {
    return 0;
  }
}

function isBindable(contentType: unknown): boolean {
  return typeof contentType !== 'string' || bindableContentType.test(contentType);
}

async function sign(backend: Backend, request: Parameters<Backend['presign']>[0]): Promise<string> {
  try {
    return await traced('store presign', {}, async () => backend.presign(request));
  } catch (error) {
    throw aelUnavailable('the link could not be signed', error);
  }
}

async function fromStore<T>(question: 'list' | 'check', ask: () => Promise<T>): Promise<T> {
  try {
    return await traced(`store ${question}`, {}, ask);
  } catch (error) {
    if (error instanceof AelError) throw error;
    if (error instanceof InvalidPageToken) throw invalidParams({ page_token: [INVALID] });
    throw aelUnavailable(error instanceof StoreFailure ? error.message : 'the store failed', error);
  }
}
