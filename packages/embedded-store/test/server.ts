import { listenEmbeddedStore } from '../listen.ts';
import { BUCKET, CREDENTIAL, REGION } from './support.ts';

// A store in a process of its own, for the tests that kill it: `node server.ts <folder>` sends its port.
const silent = (): void => {};
const { port } = await listenEmbeddedStore({
  dir: process.argv[2]!,
  buckets: [BUCKET],
  credentials: [CREDENTIAL],
  region: REGION,
  clock: { now: () => new Date() },
  corsOrigins: [],
  log: { info: silent, warn: silent, error: silent },
  host: '127.0.0.1',
  port: 0,
});
process.send?.(port);
process.once('disconnect', () => process.exit());
