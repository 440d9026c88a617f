import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { reset } from './reset.ts';

/** A network between the product and PostgreSQL that a test can damage. */
export type TcpProxy = {
  /** The database's URL by way of the proxy. */
  url: string;
  /** Resets every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets new connections through again. */
  mend(): Promise<void>;
  /** No byte arrives any more, in either direction, and nobody is told: a firewall that drops packets. */
  stall(): void;
  /** What was held back flows again. */
  resume(): void;
  /** Holds every chunk back for this long. */
  setLatency(milliseconds: number): void;
  close(): Promise<void>;
};

/** @param onClientBytes sees what each connection's client sends, in order */
export async function startTcpProxy(
  databaseUrl: string,
  onClientBytes?: (connection: number, bytes: Buffer) => void,
): Promise<TcpProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let latencyMs = 0;
  let flowing = Promise.withResolvers<void>();
  flowing.resolve();
  let connections = 0;

  const pass = (from: Socket, to: Socket, look?: (bytes: Buffer) => void) => {
    sockets.add(from);
    let queue = Promise.resolve();
    from.on('data', (bytes: Buffer) => {
      look?.(bytes);
      const due = performance.now() + latencyMs;
      queue = queue.then(async () => {
        await flowing.promise;
        const wait = due - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        if (to.writable) to.write(bytes);
      });
    });
    from.on('end', () => queue.then(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      queue.then(() => to.destroy());
    });
  };
  const server = createServer((client) => {
    const connection = connections++;
    const upstream = connect(Number(target.port), target.hostname);
    pass(client, upstream, (bytes) => onClientBytes?.(connection, bytes));
    pass(upstream, client);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;

  const cut = async () => {
    const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
    for (const socket of sockets) reset(socket);
    await closed;
  };
  return {
    url: url.href,
    cut,
    mend: () => listen(port),
    stall() {
      flowing = Promise.withResolvers();
    },
    resume: () => flowing.resolve(),
    setLatency(milliseconds) {
      latencyMs = milliseconds;
    },
    async close() {
      flowing.resolve();
      await cut();
    },
  };
}
