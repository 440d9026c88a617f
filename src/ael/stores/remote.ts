import type { Clock } from '../../platform/clock.ts';
import type { Backend } from '../backend.ts';
import { createGcsBackend } from './gcs/backend.ts';
import type { GcsSignerOptions } from './gcs/signer.ts';
import { createS3Backend } from './s3/backend.ts';
import type { S3SignerOptions } from './s3/signer.ts';
import { createSwiftBackend } from './swift/backend.ts';
import type { SwiftSignerOptions } from './swift/signer.ts';
import type { SwiftAuth } from './swift/token.ts';

/** A store that runs elsewhere, with everything that it needs. */
export type RemoteStore =
  | ({ kind: 's3' } & S3SignerOptions)
  | ({ kind: 'gcs' } & GcsSignerOptions)
  | { kind: 'swift'; signer: SwiftSignerOptions; auth: SwiftAuth };

/** Nothing is opened: links are computed, and each question is a request of its own. */
export function remoteBackend(
  store: RemoteStore,
  surroundings: { clock: Clock; consoleOrigins: readonly string[] },
): Backend {
  switch (store.kind) {
    case 's3':
      return createS3Backend(store, surroundings);
    case 'gcs':
      return createGcsBackend(store, surroundings);
    case 'swift':
      return createSwiftBackend(store, surroundings);
  }
}
