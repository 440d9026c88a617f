import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startCeph, whyNoCeph } from '../../test/fixtures/real-stores/ceph.ts';
import {
  measureLargeObject,
  type StoreEndpoint,
  startEmbeddedStore,
} from '../../test/fixtures/store-endpoint.ts';
import { type Figure, median, pairedRatio } from '../figures.ts';
import { dropPageCache } from '../page-cache.ts';
import { measureSmallObjects } from './store.ts';

type Rates = { up: number; down: number; growthMB: number; puts: number; gets: number };
type RunningStore = StoreEndpoint & { stop(): Promise<void> };

const MiB = 1024 ** 2;
const SMALL_BYTES = 16_384;

/** The embedded store and, where Ceph is installed, its gateway with BlueStore on the same disk, turn by turn. */
export async function compareStores(quick: boolean): Promise<{ table: string; figures: Figure[] }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-store-'));
  const noCeph = whyNoCeph();
  const stores: [string, RunningStore][] = [['embedded store', await startEmbeddedStore(directory)]];
  if (noCeph === undefined) stores.push(['Ceph RGW', await startGateway()]);
  try {
    const results = new Map<string, Rates[]>(stores.map(([name]) => [name, []]));
    for (const [, store] of stores) await measureLargeObject(store, 16 * MiB); // warms up
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      for (const [name, store] of stores) results.get(name)?.push(await measure(store, quick));
    }
    const lines = [...results].map(([name, rates]) => line(name, rates));
    const table = [
      HEAD,
      ...lines,
      `1 GiB down is read from ${dropPageCache() ? 'the disk' : 'the page cache, which only root can empty'}`,
      ...(noCeph ? [`no comparison: ${noCeph}`] : []),
    ].join('\n');
    return { table, figures: figuresOf(...results.values()) };
  } finally {
    for (const [, store] of stores) await store.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(store: StoreEndpoint, quick: boolean): Promise<Rates> {
  const large = await measureLargeObject(store, (quick ? 16 : 1024) * MiB, dropPageCache);
  const count = quick ? 100 : 2000;
  const small = await measureSmallObjects(store, { bytes: SMALL_BYTES, count, concurrency: 8 });
  return {
    up: large.uploadMBPerSecond,
    down: large.downloadMBPerSecond,
    growthMB: large.peakGrowthMB ?? Number.NaN,
    puts: small.putsPerSecond,
    gets: small.getsPerSecond,
  };
}

function figuresOf(ours: Rates[] = [], gateway?: Rates[]): Figure[] {
  if (gateway === undefined) return [];
  const of = (key: keyof Rates) =>
    pairedRatio(
      ours.map((rates) => rates[key]),
      gateway.map((rates) => rates[key]),
    );
  const peer = 'Ceph RGW on the same disk';
  return [
    { what: 'a file of 1 GiB into the embedded store', peer, ratio: of('up'), goal: 1 },
    { what: 'a file of 1 GiB out of it', peer, ratio: of('down'), goal: 1 },
    { what: 'files of 16 kB into it', peer, ratio: of('puts'), goal: 1 },
    { what: 'files of 16 kB out of it', peer, ratio: of('gets'), goal: 1 },
  ];
}

const HEAD = `store             1 GiB up  1 GiB down  growth  16 kB up  16 kB down`;

function line(name: string, rates: Rates[]): string {
  const of = (key: keyof Rates) => median(rates.map((each) => each[key])).toFixed(0);
  const growth = Number.isNaN(rates[0]?.growthMB) ? '–' : `${of('growthMB')} MB`;
  return `${name.padEnd(16)} ${of('up').padStart(5)} MB/s  ${of('down').padStart(5)} MB/s  ${growth.padStart(6)}  ${of('puts').padStart(6)}/s  ${of('gets').padStart(8)}/s`;
}

async function startGateway(): Promise<RunningStore> {
  process.env.CEPH_OBJECTSTORE = 'bluestore'; // on disk, as the embedded store is
  const { origin, accessKeyId, secretAccessKey, stop } = await startCeph();
  const place = {
    url: origin,
    region: 'us-east-1',
    bucket: 'bench',
    credentials: { accessKeyId, secretAccessKey },
  };
  const client = new S3Client({
    endpoint: origin,
    region: place.region,
    credentials: place.credentials,
    forcePathStyle: true,
  });
  await client.send(new CreateBucketCommand({ Bucket: place.bucket }));
  client.destroy();
  return { ...place, serverPids: [], stop };
}
