import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createEmbeddedStore, type EmbeddedStore, type EmbeddedStoreOptions } from './store.ts';
import { UNREADABLE } from './wire/answer-headers.ts';
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
    requireHostHeader: false, // a host is part of every signature; Node would answer without our headers
    // Larger pieces from the socket, fewer turns of the event loop for each gigabyte.
    highWaterMark: 256 * 1024,
  });
  server.timeout = 0;
  server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  tellOfDrops(server, options.log);
  server.on('request', (req, res) => store.handle(req, res));
  server.on('checkExpectation', (req, res) => store.handle(req, res));
  server.on('clientError', answerUnreadable);
  // Nobody is a proxy here; node would close the connection without a word.
  server.on('connect', (_req, socket) => answerUnreadable(new Error('CONNECT'), socket));
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

/** Node's own name for the answer that has the connection, not part of its documented interface. */
type ServedSocket = Duplex & Partial<Pick<Socket, 'destroySoon'>> & { _httpMessage?: ServerResponse | null };

/** What comes behind an answer that has begun would pass for a part of it. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: ServedSocket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) socket.destroy();
  else {
    socket.end(UNREADABLE);
    socket.destroySoon?.();
  }
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
