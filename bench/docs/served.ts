import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export type Served = { url: string; close(): void };
/** Bytes by address, such as `/docs/`. */
export type Files = ReadonlyMap<string, Uint8Array>;

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * One server for all who are compared: whole files, compressed as well as brotli can, before anybody asks.
 * @param api answers what is asked below `/api/`, as if it were the same server
 */
export async function serve(files: Files, api?: URL): Promise<Served> {
  const ready = new Map([...files].map(([address, content]) => [address, brotliCompressSync(content)]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (api !== undefined && pathname.startsWith('/api/')) return forward(request, response, api);
    const content = ready.get(decodeURIComponent(pathname));
    if (content === undefined) return void response.writeHead(404).end();
    const type = TYPES[path.extname(pathname)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'br',
      'content-length': content.length,
    });
    response.end(content);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function forward(request: IncomingMessage, response: ServerResponse, to: URL): void {
  const { method, headers, url = '/' } = request;
  const forwarded = send(new URL(url, to), { method, headers: { ...headers, host: to.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  request.pipe(forwarded);
}
