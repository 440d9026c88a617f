import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A JSON object on its way; a change of it is what goes on. */
export type Json = Record<string, unknown>;

/** A fault that lies between caller and product; what is absent passes as it is. */
export type Fault = {
  /** Changes the body that the product gets; also without one, when `always` reads it anew as a sloppy parser does. */
  body?(body: Json, path: string): Json;
  headers?(headers: Record<string, string>, path: string, method: string): void;
  answer?(answer: { status: number; headers: Record<string, string>; body: Json }, path: string): void;
};

/** An implementation that is the product but for one fault. The caller's Host is passed on, so that addresses fit. */
export async function openFaulty(
  target: string,
  fault: Fault,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void bytesOf(request).then(async (sent) => {
      const path = request.url ?? '/';
      const headers = pairsOf(request);
      fault.headers?.(headers, path, request.method ?? '');
      const got = await forward(target, path, request.method ?? 'GET', headers, changed(sent, fault, path));
      const answer = { status: got.status, headers: got.headers, body: parsed(got.bytes) ?? {} };
      const isJson = parsed(got.bytes) !== undefined;
      fault.answer?.(answer, path);
      const bytes = isJson ? Buffer.from(JSON.stringify(answer.body)) : got.bytes;
      if (request.method !== 'HEAD') answer.headers['content-length'] = String(bytes.byteLength);
      response.writeHead(answer.status, answer.headers).end(bytes);
    });
  });
  return listening(server);
}

/** A store that looks neither at signature nor at method: whoever has an address may do anything with it. */
export function openSloppyStore(): Promise<{ url: string; close(): Promise<void> }> {
  const files = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void bytesOf(request).then((sent) => {
      const name = (request.url ?? '').split('?')[0] as string;
      if (request.method === 'PUT') files.set(name, sent);
      const found = files.get(name);
      response.writeHead(found === undefined ? 404 : 200).end(request.method === 'GET' ? found : undefined);
    });
  });
  return listening(server);
}

async function listening(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function changed(sent: Buffer, fault: Fault, path: string): Buffer {
  const body = fault.body === undefined ? undefined : parsed(sent);
  return body === undefined ? sent : Buffer.from(JSON.stringify(fault.body?.(body, path)));
}

type Got = { status: number; headers: Record<string, string>; bytes: Buffer };

function forward(
  target: string,
  path: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<Got> {
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      body.byteLength > 0 ? { 'content-length': String(body.byteLength) } : {};
    const request = httpRequest({
      hostname,
      port,
      path,
      method,
      headers: { ...headers, ...length },
      agent: false,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      bytesOf(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, headers: pairsOf(response), bytes }),
        reject,
      );
    });
    request.end(body);
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const pairsOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

function parsed(bytes: Buffer): Json | undefined {
  try {
    const value = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
