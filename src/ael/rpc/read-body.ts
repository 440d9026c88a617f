import type { IncomingMessage } from 'node:http';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { httpErrors, malformed } from '../../platform/errors/http-errors.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The whole body of a request, at most 1 MiB.
 * @throws ApiError 413, before it is read where its length is told; 400 when the client goes away
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) return chunks.push(chunk);
    request.removeAllListeners('data').pause();
    reject(tooLarge());
  });
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', () => reject(malformed()));
  request.on('close', () => reject(malformed())); // settled already, unless the client went away
  return promise;
}

const tooLarge = (): ApiError => new ApiError(httpErrors.bodyTooLarge);
