import { Worker } from 'node:worker_threads';
import type { Site } from './build.ts';

/** The pages, made when they are first asked for. Rejects when they could not be made; the next who asks tries again. */
export type OpenSite = () => Promise<Site>;

/**
 * Who asks while they are being made waits for the same thread.
 * @param server the address that examples call; absent: the one that the document names
 * @param build for tests
 */
export function createSite(server: string | undefined, build = buildInThread): OpenSite {
  let making: Promise<Site> | undefined;
  return () => {
    making ??= build(server).catch((error: unknown) => {
      making = undefined;
      throw error;
    });
    return making;
  };
}

/** A process stays about as large as it once was: a small young generation takes a little longer and 100 MB less. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 };

function buildInThread(server: string | undefined): Promise<Site> {
  const url = new URL('./worker.ts', import.meta.url);
  const worker = new Worker(url, { workerData: { server }, resourceLimits: RESOURCE_LIMITS });
  worker.unref(); // a process that ends does not wait for it
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that makes the pages ended with ${code}`)));
  });
}
