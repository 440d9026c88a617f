import { type EmbeddedStore, S3Error } from '#embedded-store';
import { type Backend, InvalidPageToken } from '../../backend.ts';
import type { Signer } from '../../signer.ts';

/** The store of this very process: links are S3's, listings are read from its index. */
export function createEmbeddedBackend(store: EmbeddedStore, signer: Signer): Backend {
  return {
    presign: signer.presign,
    async list({ bucket, prefix, pageToken, size }) {
      try {
        const { objects, nextToken } = store.list(bucket, { prefix, limit: size, token: pageToken });
        // The folder itself, which some clients make an object of, is no file in it.
        const total = store.count(bucket, prefix) - (store.head(bucket, prefix) === undefined ? 0 : 1);
        return { objects: [...objects], nextPageToken: nextToken, total };
      } catch (error) {
        if (error instanceof S3Error && error.code === 'InvalidArgument') throw new InvalidPageToken();
        throw error;
      }
    },
    async check(bucket) {
      store.list(bucket, { prefix: '', limit: 1 });
      return [{ name: 'bucket', state: 'ok', detail: `${bucket} is served by the embedded store` }];
    },
  };
}
