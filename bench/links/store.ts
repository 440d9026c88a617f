/**
 * How fast an S3 endpoint takes and gives files: one large object, and many small ones over links as third parties use
 * them. The same functions run against any store (`stores.ts` compares with Ceph RGW); run by itself,
 * `node bench/links/store.ts [folder]` measures the embedded store in a child process and prints one JSON document.
 */
import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { listenEmbeddedStore } from '#embedded-store';

export type StoreEndpoint = {
  /** `http://host:port`, addressed path style. */
  readonly url: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Processes of the store on this machine, whose memory is watched (Linux); [] = do not watch. */
  readonly serverPids: readonly number[];
};

/** Throughputs in 10^6 bytes a second; growth of the resident memory of all server processes, null if not watched. */
export type LargeObjectResult = {
  readonly bytes: number;
  readonly uploadMBPerSecond: number;
  readonly downloadMBPerSecond: number;
  readonly peakGrowthMB: number | null;
};

export type SmallObjectsResult = {
  readonly bytes: number;
  readonly count: number;
  readonly concurrency: number;
  readonly putsPerSecond: number;
  readonly getsPerSecond: number;
};

const PIECE = Buffer.alloc(256 * 1024, 'контракт ');

/** Uploads and downloads one object through links. Throws when the store refuses or returns other bytes. */
export async function measureLargeObject(endpoint: StoreEndpoint, bytes: number): Promise<LargeObjectResult> {
  const client = clientOf(endpoint);
  const place = { Bucket: endpoint.bucket, Key: 'bench/large' };
  const put = await getSignedUrl(client, new PutObjectCommand(place), { expiresIn: 3600 });
  const get = await getSignedUrl(client, new GetObjectCommand(place), { expiresIn: 3600 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const memory = watchMemory(endpoint.serverPids);

  const putStarted = performance.now();
  const uploaded = await upload(put, bytes, agent);
  const putSeconds = (performance.now() - putStarted) / 1000;
  const getStarted = performance.now();
  const received = await download(get, agent);
  const getSeconds = (performance.now() - getStarted) / 1000;
  const peakGrowthMB = memory();

  await client.send(new DeleteObjectCommand(place));
  client.destroy();
  agent.destroy();
  if (received !== bytes || uploaded.etag !== `"${md5OfPieces(bytes)}"`)
    throw new Error('other bytes came back');
  return {
    bytes,
    uploadMBPerSecond: bytes / 1e6 / putSeconds,
    downloadMBPerSecond: bytes / 1e6 / getSeconds,
    peakGrowthMB,
  };
}

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

function clientOf({ url, region, credentials }: StoreEndpoint): S3Client {
  return new S3Client({
    endpoint: url,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

async function upload(url: string, bytes: number, agent: Agent): Promise<{ etag: string | undefined }> {
  const req = request(url, { method: 'PUT', agent, headers: { 'content-length': bytes } });
  const answered = once(req, 'response') as Promise<[IncomingMessage]>;
  for (let left = bytes; left > 0; left -= PIECE.length) {
    if (!req.write(left < PIECE.length ? PIECE.subarray(0, left) : PIECE)) await once(req, 'drain');
  }
  req.end();
  const [res] = await answered;
  await drain(res);
  return { etag: res.headers.etag };
}

async function download(url: string, agent: Agent): Promise<number> {
  const req = request(url, { method: 'GET', agent });
  req.end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  return await drain(res);
}

/** Counts the body. Throws on any status but success. */
async function drain(res: IncomingMessage): Promise<number> {
  let bytes = 0;
  res.on('data', (piece: Buffer) => {
    bytes += piece.length;
  });
  await once(res, 'end');
  if (res.statusCode !== 200 && res.statusCode !== 204)
    throw new Error(`the store answered ${res.statusCode}`);
  return bytes;
}

function md5OfPieces(bytes: number): string {
  const hash = createHash('md5');
  for (let left = bytes; left > 0; left -= PIECE.length)
    hash.update(left < PIECE.length ? PIECE.subarray(0, left) : PIECE);
  return hash.digest('hex');
}

/** Starts watching; the function returned gives the peak growth in 10^6 bytes, by the kernel's high-water mark. */
function watchMemory(pids: readonly number[]): () => number | null {
  if (pids.length === 0 || process.platform !== 'linux') return () => null;
  const sum = (field: string): number =>
    pids.reduce((total, pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return total + Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
    }, 0);
  // 5 resets the high-water mark (proc(5)).
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = sum('VmRSS');
  return () => (sum('VmHWM') - before) / 1e6;
}

const CREDENTIALS = { accessKeyId: 'AKBENCH', secretAccessKey: 'secret-of-the-benchmark-0123456789' };
const BUCKET = 'bench';
const REGION = 'us-east-1';

/** Starts an embedded store over `dir` in a process of its own. */
export async function startEmbeddedStore(dir: string): Promise<StoreEndpoint & { stop(): Promise<void> }> {
  const child = fork(import.meta.filename, ['--serve', dir]);
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    region: REGION,
    bucket: BUCKET,
    credentials: CREDENTIALS,
    serverPids: [child.pid!],
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function serve(dir: string): Promise<void> {
  const silent = () => {};
  const listening = await listenEmbeddedStore({
    dir,
    buckets: [BUCKET],
    credentials: [CREDENTIALS],
    region: REGION,
    clock: { now: () => new Date() },
    corsOrigins: [],
    log: { info: silent, warn: silent, error: console.error },
    host: '127.0.0.1',
    port: 0,
  });
  process.send?.(listening.port);
  process.once('disconnect', () => void listening.close());
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

if (import.meta.main) {
  if (process.argv[2] === '--serve') await serve(process.argv[3]!);
  else await main(process.argv[2] ?? tmpdir());
}
