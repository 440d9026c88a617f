import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmbeddedStore, type EmbeddedStore, type EmbeddedStoreOptions } from './store.ts';
import { UNREADABLE } from './wire/answer-headers.ts';

export type ListeningStore = {
  readonly store: EmbeddedStore;
  readonly server: Server;
  readonly port: number;
  /** Stops accepting, lets running requests finish for up to `graceMs` (default 10 s), then cuts them. */
  close(graceMs?: number): Promise<void>;
};

/** The embedded store on a port of its own (0 = a free one). Throws what createEmbeddedStore and listen throw. */
export async function listenEmbeddedStore(
  options: EmbeddedStoreOptions & { readonly host: string; readonly port: number },
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
  server.on('request', (req, res) => store.handle(req, res));
  server.on('checkExpectation', (req, res) => store.handle(req, res));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(UNREADABLE);
  });
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
