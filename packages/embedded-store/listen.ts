import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmbeddedStore, type EmbeddedStore, type EmbeddedStoreOptions } from './store.ts';
import type { StoreLog } from './wire/store-log.ts';

export type ListeningStore = {
  readonly store: EmbeddedStore;
  readonly server: Server;
  readonly port: number;
  /** Stops accepting, lets running requests finish for up to `graceMs` (default 10 s), then cuts them. */
  close(graceMs?: number): Promise<void>;
};

/** A download holds half a megabyte of memory, an upload as much. */
const MAX_CONNECTIONS = 256;
const DROPS_TOLD_EVERY_MS = 10_000;

/** The embedded store on a port of its own (0 = a free one). Throws what createEmbeddedStore and listen throw. */
export async function listenEmbeddedStore(
  options: EmbeddedStoreOptions & {
    readonly host: string;
    readonly port: number;
    /** Further ones are closed at once; default 256. */
    readonly maxConnections?: number;
  },
): Promise<ListeningStore> {
  const store = await createEmbeddedStore(options);
  const server = createServer({
    // No limit on the length of a request: the store itself limits silence. Headers must come within 30 s.
    requestTimeout: 0,
    headersTimeout: 30_000,
    keepAliveTimeout: 30_000,
    // Larger pieces from the socket, fewer turns of the event loop for each gigabyte.
    highWaterMark: 256 * 1024,
  });
  server.timeout = 0;
  server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  tellOfDrops(server, options.log);
  server.on('request', (req, res) => store.handle(req, res));
  server.on('checkContinue', (req, res) => store.handle(req, res, () => res.writeContinue()));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, () => resolve());
    });
  } catch (error) {
    await store.close(0);
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    store,
    server,
    port,
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await store.close(graceMs);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whoever keeps a connection without using it makes room for those that come. */
function tellOfDrops(server: Server, log: StoreLog): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    server.closeIdleConnections();
    if (performance.now() - toldAt < DROPS_TOLD_EVERY_MS) return;
    toldAt = performance.now();
    log.warn(
      { maxConnections: server.maxConnections },
      'the object store has no connection left: closing new ones',
    );
  });
}
