import { parentPort, workerData } from 'node:worker_threads';
import { buildSite } from './build.ts';

/** A thread of its own: who waits for a licence does not wait for pages. See `site.ts`. */
const { server } = workerData as { server: string | undefined };
parentPort?.postMessage(buildSite(server));
