import path from 'node:path';
import { examineStore } from '#embedded-store';
import type { Ael } from '../ael/contract.ts';
import { createAelClient } from '../ael/rpc/client.ts';
import { remoteBackend } from '../ael/stores/remote.ts';
import { consoleOriginsOf } from '../config/console-origins.ts';
import { storeSettings } from '../config/store-settings.ts';
import type { Config } from '../config/variables.ts';
import { createClock } from '../platform/clock.ts';
import type { Finding } from './finding.ts';

/** Whether links to contract files will work: asks AEL where it is a service of its own, else the store. */
export async function checkStorage(config: Config): Promise<Finding[]> {
  if (config.AEL_URL !== undefined) {
    const ael = createAelClient({ url: config.AEL_URL, token: config.AEL_TOKEN as string });
    return askAel(ael, config.contractsBucket);
  }
  const settings = storeSettings(config);
  if (settings.kind === 'embedded') return [await examineFiles(path.resolve(config.DATA_DIR, 'store'))];
  const clock = createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt });
  return remoteBackend(settings, { clock, consoleOrigins: consoleOriginsOf(config) }).check(
    config.contractsBucket,
  );
}

/** A few say what has happened; a torn copy of a large store has thousands. */
const FAULTS_SHOWN = 3;

async function examineFiles(folder: string): Promise<Finding> {
  const name = 'object storage';
  const { objects, faults } = await examineStore(folder);
  const detail = `embedded, ${objects} objects under ${folder}`;
  if (faults.length === 0) return { name, state: 'ok', detail };
  return {
    name,
    state: 'failed',
    detail: `${detail}, ${faults.length} of them damaged: ${faults.slice(0, FAULTS_SHOWN).join('; ')}`,
    remedy: 'Restore these files from a copy (docs/how-to/back-up-and-restore.md).',
  };
}

async function askAel(ael: Ael, bucket: string): Promise<Finding[]> {
  try {
    const { findings } = await ael.check({ bucket });
    return [{ name: 'AEL', state: 'ok', detail: 'it answers, and knows our token' }, ...findings];
  } catch (error) {
    const remedy =
      'Check AEL_URL and AEL_TOKEN, that `esoz ael` runs, and that its KNOWN_BUCKETS has our bucket.';
    return [{ name: 'AEL', state: 'failed', detail: (error as Error).message, remedy }];
  }
}
