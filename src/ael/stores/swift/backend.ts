import type { Clock } from '../../../platform/clock.ts';
import {
  type Backend,
  type ListRequest,
  type ObjectPage,
  type StoredObject,
  StoreFailure,
} from '../../backend.ts';
import { deadline } from '../ask-store.ts';
import { encodeQueryPart } from '../query.ts';
import { createUnsignedHeadersCheck } from '../unsigned-headers.ts';
import { createAskContainer } from './ask-container.ts';
import { createSwiftCheck } from './check.ts';
import { createSwiftSigner, type SwiftSignerOptions } from './signer.ts';
import type { SwiftAuth } from './token.ts';

const COPY_HEADER = {
  name: 'x-copy-from',
  remedy: 'Update the store; Ceph is better used by its S3 API, with S3_GUARD_UNSIGNED_HEADERS=true.',
};

/** OpenStack Swift and the Swift API of Ceph RGW: TempURL links, listings as JSON with a token of the account. */
export function createSwiftBackend(
  options: { signer: SwiftSignerOptions; auth: SwiftAuth },
  { clock, consoleOrigins }: { clock: Clock; consoleOrigins: readonly string[] },
): Backend {
  const signer = createSwiftSigner(options.signer);
  const { publicEndpoint, internalEndpoint = publicEndpoint, accountPath } = options.signer;

  const askContainer = createAskContainer(`${internalEndpoint}${accountPath}`, options.auth);

  return {
    presign: signer.presign,
    async list(request) {
      const answer = await askContainer('GET', request.bucket, listQuery(request), deadline());
      if (answer.status === 204) return { objects: [], nextPageToken: null };
      if (answer.status !== 200) throw new StoreFailure(`the store refuses to list: ${answer.status}`);
      return parseListing(answer.body, request.size);
    },
    check: createSwiftCheck({
      signer,
      askContainer,
      clock,
      consoleOrigins,
      accountPath,
      checkUnsignedHeaders: createUnsignedHeadersCheck(signer, clock, COPY_HEADER),
    }),
  };
}

/** A page begins after its marker, which is the last name of the page before. */
function listQuery({ prefix, pageToken, size }: ListRequest): string {
  const marker = pageToken === undefined ? '' : `&marker=${encodeQueryPart(pageToken)}`;
  return `?format=json&limit=${size}&prefix=${encodeQueryPart(prefix)}${marker}`;
}

function parseListing(body: Buffer, size: number): ObjectPage {
  try {
    const objects = (JSON.parse(body.toString()) as Record<string, unknown>[]).map(object);
    const last = objects.at(-1);
    // A full page may be the last one: then one more, empty, follows.
    return { objects, nextPageToken: objects.length < size || last === undefined ? null : last.key };
  } catch (error) {
    throw new StoreFailure('the store answered something that is not a listing', { cause: error });
  }
}

function object({ name, bytes, last_modified, hash }: Record<string, unknown>): StoredObject {
  // Swift leaves out that it means UTC.
  const lastModified = new Date(`${String(last_modified).replace(/Z$/, '')}Z`);
  if (typeof name !== 'string' || !Number.isSafeInteger(bytes) || Number.isNaN(lastModified.getTime()))
    throw new Error('name, size or date');
  return { key: name, size: bytes as number, lastModified, etag: String(hash ?? '') };
}
