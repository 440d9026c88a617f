import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StoreLog } from '../wire/store-log.ts';
import { syncFolder } from './durable-file.ts';
import { FAN_OUT_NAMES, parseFileName, UPLOADS_FOLDER } from './layout.ts';
import { createLocks, type WithLock } from './locks.ts';
import { createObjectIndex, type ObjectIndex } from './object-index.ts';
import { type ObjectRecord, parseRecord } from './record.ts';

export type Bucket = {
  readonly name: string;
  readonly folder: string;
  readonly index: ObjectIndex;
  /** By key: what decides on and changes the object of a key. */
  readonly withLock: WithLock;
  readonly log: StoreLog;
};

/**
 * Opens a bucket, making its folders if need be: reads every record, and sweeps what an interrupted run left
 * (temporary files, contents that no record names). A damaged record is reported and left for the operator together
 * with the contents of its key; its object counts as absent.
 *
 * File calls are synchronous within one of the 256 folders: four times faster than asynchronous ones for many small
 * files, and the process does nothing else yet.
 */
export async function openBucket(parent: string, name: string, log: StoreLog): Promise<Bucket> {
  const folder = join(parent, name);
  mkdirSync(join(folder, UPLOADS_FOLDER), { recursive: true, mode: 0o700 });
  const present = new Set(readdirSync(folder));
  const records: ObjectRecord[] = [];
  let swept = 0;
  for (const fanOut of FAN_OUT_NAMES) {
    const path = join(folder, fanOut);
    if (present.has(fanOut)) swept += readFolder(path, records, log);
    else mkdirSync(path, { mode: 0o700 });
    await setImmediate();
  }
  // From here on a write needs to sync its own fan-out folder only.
  await syncFolder(folder);
  await syncFolder(parent);
  log.info({ bucket: name, objects: records.length, swept }, 'object store bucket opened');
  return { name, folder, index: createObjectIndex(records), withLock: createLocks(), log };
}

/** Adds the folder's records; returns how many leftovers were removed. */
function readFolder(path: string, records: ObjectRecord[], log: StoreLog): number {
  const files = readdirSync(path).map((name) => ({ name, ...parseFileName(name) }));
  const contents = new Set(files.filter(({ kind }) => kind === 'content').map(({ name }) => name));
  const kept = new Set<string>();
  const damaged = new Set<string>();
  for (const { name, hash, kind } of files) {
    if (kind !== 'record') continue;
    try {
      const record = parseRecord(readFileSync(join(path, name), 'utf8'), hash);
      if (!contents.has(record.file)) throw new Error(`its content ${record.file} is missing`);
      records.push(record);
      kept.add(record.file);
    } catch (error) {
      damaged.add(hash);
      log.error({ file: join(path, name), reason: String(error) }, 'object store record is damaged');
    }
  }
  const leftovers = files.filter(
    ({ name, hash, kind }) =>
      kind === 'temporary' || (kind === 'content' && !kept.has(name) && !damaged.has(hash)),
  );
  for (const { name } of leftovers) rmSync(join(path, name), { force: true });
  return leftovers.length;
}
