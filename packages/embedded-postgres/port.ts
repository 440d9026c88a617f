import { createServer } from 'node:net';

async function listenOnce(port: number): Promise<number | undefined> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

/** The wanted port when it is free on 127.0.0.1, else a free one (0: no wish). */
export async function freePort(wanted: number): Promise<number> {
  const port = (wanted > 0 ? await listenOnce(wanted) : undefined) ?? (await listenOnce(0));
  if (port === undefined) throw new Error('no free TCP port on 127.0.0.1');
  return port;
}
