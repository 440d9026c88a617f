import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { createClient } from './client.ts';
import type { Client } from './types.ts';

export type Played = {
  url: string;
  /** With short waits. */
  client: Client;
  /** The next answers, one a request; the last stays. */
  answer(...listeners: RequestListener[]): void;
  /** Requests since `answer`. */
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
};

/** Registers the hooks of a server that answers as the test says. */
export function usePlayedServer(): Played {
  let listeners: RequestListener[] = [];
  const played = {
    requests: [],
    answer(...next: RequestListener[]) {
      listeners = next;
      played.requests = [];
    },
  } as unknown as Played;
  const server = createServer(async (request, response) => {
    const listener = listeners.length > 1 ? listeners.shift() : listeners[0];
    let body = '';
    const { method = '', url = '', headers } = request;
    const noted = { method, url, headers, body };
    played.requests.push(noted);
    try {
      for await (const chunk of request.setEncoding('latin1')) body += chunk;
    } catch {} // a client that goes away in the middle is part of the play
    noted.body = body;
    listener?.(request, response);
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    played.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    played.client = createClient({
      baseUrl: played.url,
      token: SECRETS.token,
      apiKey: SECRETS.apiKey,
      retry: { firstDelayMs: 1, maxDelayMs: 2_000 },
    });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return played;
}

export const SECRETS = { token: 'secret-token', apiKey: 'secret-key' };

export const META = { code: 200, url: 'http://api.example/x', type: 'object', request_id: 'r-1' };

/** @param body JSON, or text as it stands */
export const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

export const refusing = (
  status: number,
  error: object,
  headers: Record<string, string> = {},
): RequestListener => answering(status, { meta: { ...META, code: status }, error }, headers);

/** Breaks the connection without an answer. */
export const resetting: RequestListener = (request) => request.socket.destroy();
