import { statfs } from 'node:fs/promises';
import type { Registry } from 'prom-client';
import { registerGauges, type SampledGauge } from '../platform/sampled-gauges.ts';

type DiskSpace = { freeBytes: number; sizeBytes: number };

const DISK_GAUGES: readonly SampledGauge<DiskSpace>[] = [
  {
    name: 'esoz_disk_free_bytes',
    help: 'Free space for DATA_DIR, where anything is kept there',
    read: ({ freeBytes }) => [[{}, freeBytes]],
  },
  {
    name: 'esoz_disk_size_bytes',
    help: 'Size of the file system of DATA_DIR, where anything is kept there',
    read: ({ sizeBytes }) => [[{}, sizeBytes]],
  },
];

/** What the embedded store holds in a bucket. */
type Usage = { bucket: string; objects: number; bytes: number };

const STORE_GAUGES: readonly SampledGauge<readonly Usage[]>[] = [
  {
    name: 'esoz_store_objects',
    help: 'Files in a bucket of the embedded store',
    labelNames: ['bucket'],
    read: (usage) => usage.map(({ bucket, objects }) => [{ bucket }, objects]),
  },
  {
    name: 'esoz_store_bytes',
    help: 'Bytes of the files in a bucket of the embedded store',
    labelNames: ['bucket'],
    read: (usage) => usage.map(({ bucket, bytes }) => [{ bucket }, bytes]),
  },
];

/**
 * Gauges of what lies on this machine.
 * @param dataDir undefined where nothing is kept here
 */
export function observeStorage(
  registry: Registry,
  dataDir: string | undefined,
  usage: () => readonly Usage[],
): void {
  registerGauges(registry, DISK_GAUGES, async () => (dataDir === undefined ? undefined : spaceOf(dataDir)));
  registerGauges(registry, STORE_GAUGES, async () => usage());
}

/** Undefined while the folder is not there. */
async function spaceOf(dataDir: string): Promise<DiskSpace | undefined> {
  const found = await statfs(dataDir).catch(() => undefined);
  return found && { freeBytes: found.bavail * found.bsize, sizeBytes: found.blocks * found.bsize };
}
