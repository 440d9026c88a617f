/**
 * How fast an S3 endpoint takes and gives files: one large object, and many small ones over links as third parties use
 * them. The same functions run against any store (`stores.ts` compares with Ceph RGW); run by itself,
 * `node bench/links/store.ts [folder]` measures the embedded store in a child process and prints one JSON document.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  clientOf,
  download,
  measureLargeObject,
  type StoreEndpoint,
  startEmbeddedStore,
  upload,
} from '../../test/fixtures/store-endpoint.ts';

export type SmallObjectsResult = {
  readonly bytes: number;
  readonly count: number;
  readonly concurrency: number;
  readonly putsPerSecond: number;
  readonly getsPerSecond: number;
};

/**
 * Uploads, then downloads `count` new objects, each through a link of its own that was signed beforehand. They stay:
 * for minutes after a deletion ext4 searches for inodes past each one that was freed, and the next round would be
 * measuring that (two fifths of the CPU time of the uploads).
 */
export async function measureSmallObjects(
  endpoint: StoreEndpoint,
  { bytes, count, concurrency }: { bytes: number; count: number; concurrency: number },
): Promise<SmallObjectsResult> {
  const client = clientOf(endpoint);
  const folder = randomUUID();
  const links = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const place = { Bucket: endpoint.bucket, Key: `bench/${folder}/${i}` };
      return {
        put: await getSignedUrl(client, new PutObjectCommand(place), { expiresIn: 3600 }),
        get: await getSignedUrl(client, new GetObjectCommand(place), { expiresIn: 3600 }),
      };
    }),
  );
  client.destroy();
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const perSecond = async (work: (link: (typeof links)[number]) => Promise<unknown>): Promise<number> => {
    const queue = links.values();
    const started = performance.now();
    const worker = async () => {
      for (const link of queue) await work(link);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return (count * 1000) / (performance.now() - started);
  };
  const putsPerSecond = await perSecond(({ put }) => upload(put, bytes, agent));
  const getsPerSecond = await perSecond(async ({ get }) => {
    if ((await download(get, agent)) !== bytes) throw new Error('other bytes came back');
  });
  agent.destroy();
  return { bytes, count, concurrency, putsPerSecond, getsPerSecond };
}

async function main(parent: string): Promise<void> {
  const dir = mkdtempSync(join(parent, 'esoz-bench-store-'));
  const endpoint = await startEmbeddedStore(dir);
  try {
    await measureLargeObject(endpoint, 64 * 1024 ** 2);
    const large = await measureLargeObject(endpoint, 1024 ** 3);
    await measureSmallObjects(endpoint, { bytes: 16_384, count: 500, concurrency: 8 });
    const small = await measureSmallObjects(endpoint, { bytes: 16_384, count: 4000, concurrency: 8 });
    process.stdout.write(`${JSON.stringify({ large, small }, null, 2)}\n`);
  } finally {
    await endpoint.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) await main(process.argv[2] ?? tmpdir());
