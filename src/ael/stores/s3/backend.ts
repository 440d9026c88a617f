import type { Clock } from '../../../platform/clock.ts';
import type { Backend } from '../../backend.ts';
import { createUnsignedHeadersCheck } from '../unsigned-headers.ts';
import { createXmlStore } from '../xml-store.ts';
import { createS3Signer, type S3SignerOptions } from './signer.ts';

const COPY_HEADER = {
  name: 'x-amz-copy-source',
  remedy:
    'At Ceph set S3_GUARD_UNSIGNED_HEADERS=true; other stores (MinIO refuses such links) must be updated.',
};

/** AWS S3, MinIO, Ceph RGW and their like. */
export function createS3Backend(
  options: S3SignerOptions,
  { clock, consoleOrigins }: { clock: Clock; consoleOrigins: readonly string[] },
): Backend {
  const signer = createS3Signer(options);
  return createXmlStore({
    signer,
    clock,
    consoleOrigins,
    about: {
      endpoint: 'S3_ENDPOINT and S3_INTERNAL_ENDPOINT',
      credentials: 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
      region: options.region,
    },
    furtherChecks: createUnsignedHeadersCheck(signer, clock, COPY_HEADER),
  });
}
