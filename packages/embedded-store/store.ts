import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bucket, openBucket } from './disk/bucket.ts';
import { lockFolder } from './disk/folder-lock.ts';
import { continuationToken, countObjects, listObjects, readContinuationToken } from './disk/listing.ts';
import type { ObjectRecord } from './disk/record.ts';
import { sweepUploads } from './disk/upload-files.ts';
import { type HandlerSettings, handleRequest } from './operations/handler.ts';
import { type Credential, createSigningKeys } from './signature/signing-key.ts';
import { ANSWER_HEADERS } from './wire/answer-headers.ts';
import { createCorsRules } from './wire/cors.ts';
import type { StoreLog } from './wire/store-log.ts';

export type EmbeddedStoreOptions = {
  /** Folder of the store; made if missing, owned by one process at a time. */
  readonly dir: string;
  /** The buckets there are; they are configuration and cannot be made over the network. */
  readonly buckets: readonly string[];
  readonly credentials: readonly Credential[];
  readonly region: string;
  readonly clock: { now(): Date };
  /** Origins whose pages may use links, such as `https://console.example`. */
  readonly corsOrigins: readonly string[];
  readonly log: StoreLog;
  /** Largest object; default 5 GiB. */
  readonly maxObjectBytes?: number;
  /** A connection on which nothing moves for so long is closed; default 60. */
  readonly idleTimeoutSeconds?: number;
};

export type StoredObject = Pick<ObjectRecord, 'key' | 'size' | 'etag' | 'contentType'> & {
  readonly lastModified: Date;
};

export type EmbeddedStore = {
  /**
   * A node:http request listener. `sendContinue` is given when node left `100 Continue` to the listener. The server's
   * `requestTimeout` must be 0, since an upload may take hours: the store itself ends connections that fall silent.
   */
  handle(req: IncomingMessage, res: ServerResponse, sendContinue?: () => void): void;
  /**
   * Objects whose key begins with `prefix`, in UTF-8 byte order, at most `limit` (1 to 1000); `nextToken` is null on
   * the last page. Throws S3Error InvalidArgument for a foreign token, Error for a foreign bucket.
   */
  list(
    bucket: string,
    page: { readonly prefix: string; readonly limit: number; readonly token?: string | undefined },
  ): { readonly objects: readonly StoredObject[]; readonly nextToken: string | null };
  /** How many keys begin with `prefix`. Throws Error for a foreign bucket. */
  count(bucket: string, prefix: string): number;
  /** undefined when there is no such object. Throws Error for a foreign bucket. */
  head(bucket: string, key: string): StoredObject | undefined;
  /** Refuses new requests, lets running ones finish for up to `graceMs`, cuts the rest, frees the folder. */
  close(graceMs?: number): Promise<void>;
};

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const UPLOAD_LIFETIME_MS = 7 * 86_400_000;

/**
 * Opens the object store: an S3-compatible endpoint over a local folder. Every request but a CORS preflight must carry
 * an AWS Signature V4. Resolves when the records are read and leftovers swept. Throws Error with a sentence for the
 * operator: folder in use, bucket name or origin not valid, no credentials.
 */
export async function createEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  checkOptions(options);
  const cors = createCorsRules(options.corsOrigins);
  const bucketsFolder = join(options.dir, 'buckets');
  mkdirSync(bucketsFolder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(options.dir);
  const buckets = new Map<string, Bucket>();
  try {
    const oldest = new Date(options.clock.now().getTime() - UPLOAD_LIFETIME_MS);
    for (const name of options.buckets) {
      const bucket = await openBucket(bucketsFolder, name, options.log);
      await sweepUploads(bucket, oldest);
      buckets.set(name, bucket);
    }
  } catch (error) {
    lock.release();
    throw error;
  }

  const settings: HandlerSettings = {
    buckets,
    keys: createSigningKeys(options.credentials, options.region),
    cors,
    clock: options.clock,
    log: options.log,
    maxObjectBytes: options.maxObjectBytes ?? MAX_OBJECT_BYTES,
    idleTimeoutMs: (options.idleTimeoutSeconds ?? 60) * 1000,
  };
  const running = new Map<ServerResponse, Promise<void>>();
  let closing: Promise<void> | undefined;

  const find = (name: string): Bucket => {
    const bucket = buckets.get(name);
    if (bucket === undefined) throw new Error(`no such bucket: ${name}`);
    return bucket;
  };

  return {
    handle(req, res, sendContinue) {
      if (closing !== undefined) {
        const headers = { ...ANSWER_HEADERS, 'retry-after': '5', connection: 'close', 'content-length': 0 };
        res.writeHead(503, headers).end();
        return;
      }
      const done = handleRequest(settings, req, res, sendContinue).finally(() => running.delete(res));
      running.set(res, done);
    },
    list(name, { prefix, limit, token }) {
      const after = token === undefined ? undefined : readContinuationToken(token);
      const query = { prefix, delimiter: '', maxKeys: Math.min(limit, 1000), after };
      const page = listObjects(find(name).index, query);
      const nextToken = page.last === undefined ? null : continuationToken(page.last);
      return { objects: page.objects.map(view), nextToken };
    },
    count: (name, prefix) => countObjects(find(name).index, prefix),
    head(name, key) {
      const record = find(name).index.get(key);
      return record === undefined ? undefined : view(record);
    },
    close(graceMs = 10_000) {
      closing ??= finish(running, graceMs).finally(() => lock.release());
      return closing;
    },
  };
}

async function finish(running: ReadonlyMap<ServerResponse, Promise<void>>, graceMs: number): Promise<void> {
  const abort = new AbortController();
  const grace = delay(graceMs, undefined, { signal: abort.signal }).catch(() => {});
  await Promise.race([Promise.all(running.values()), grace]);
  abort.abort();
  for (const res of running.keys()) res.destroy();
  await Promise.all(running.values());
}

function view({ key, size, etag, contentType, lastModified }: ObjectRecord): StoredObject {
  return { key, size, etag, contentType, lastModified: new Date(lastModified) };
}

function checkOptions({ buckets, credentials, region }: EmbeddedStoreOptions): void {
  // Lower case only, since file systems may fold case; `_` is no S3 bucket name, but the one of the contracts has it.
  for (const name of buckets) {
    if (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
      throw new Error(`not a bucket name: ${name}`);
    }
  }
  if (credentials.length === 0) throw new Error('the object store has no credentials: nobody could use it');
  for (const { accessKeyId, secretAccessKey } of credentials) {
    if (!/^[A-Za-z0-9._-]{3,128}$/.test(accessKeyId)) throw new Error('not a valid access key id');
    if (secretAccessKey.length < 16) throw new Error('the secret access key has less than 16 characters');
  }
  if (!/^[a-z0-9-]{1,64}$/.test(region)) throw new Error(`not a region: ${region}`);
}
