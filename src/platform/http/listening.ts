import { once } from 'node:events';
import type { Server } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

/** What requests in flight get to finish when a process stops, within the ten seconds of SPEC 13.2. */
export const DRAIN_MS = 7_000;

const DROPS_TOLD_EVERY_MS = 10_000;

/**
 * Takes so many connections at a time and closes further ones at once: each costs memory and a descriptor, of which the
 * database and the log need some too. Whoever keeps one without using it makes room for those that come.
 * @param onDrop told of each that was closed: no request and no log line tells of it
 */
export function limitConnections(
  server: Server,
  most: number,
  log: Pick<FastifyBaseLogger, 'warn'>,
  onDrop = () => {},
): void {
  server.maxConnections = most;
  // In a worker Node would offer the connection to the next one, and where all are full round and round without an end.
  Object.assign(server, { dropMaxConnection: true });
  let toldAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    onDrop();
    server.closeIdleConnections();
    if (performance.now() - toldAt < DROPS_TOLD_EVERY_MS) return;
    toldAt = performance.now();
    log.warn({ max_connections: most }, 'no connection is left for callers: closing new ones');
  });
}

/** @throws the listen error with its code */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/**
 * Lets requests finish; what still runs at the end of the time loses its connection.
 * @param close how the server is closed, where it is not by its own `close`
 */
export async function closeWithin(
  server: Server,
  milliseconds: number,
  close: () => Promise<unknown> = () => stopped(server),
): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  // `close` looks for idle connections once, at the beginning; one whose last request ends later would be waited for.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await close().finally(() => {
    clearTimeout(timer);
    clearInterval(sweep);
  });
}

/** A server that does not listen is as good as closed. */
function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
