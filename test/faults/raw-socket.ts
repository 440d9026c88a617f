import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which a test writes what it likes and reads what comes, to the end. */
export type RawSocket = {
  socket: Socket;
  write(text: string): void;
  /** Everything received so far. */
  received(): string;
  /** Resolves with everything received once the other side has closed, in whatever way. */
  closed: Promise<string>;
};

export async function openSocket(apiUrl: string): Promise<RawSocket> {
  const { hostname, port } = new URL(apiUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    received += text;
  });
  const closed = new Promise<string>((resolve) => {
    socket.on('error', () => {}); // a reset is an end like any other here
    socket.on('close', () => resolve(received));
  });
  await once(socket, 'connect');
  return { socket, write: (text) => void socket.write(text), received: () => received, closed };
}

/** A POST of JSON as text, on a connection that stays open. */
export function postText(path: string, token: string, body: string, headers: string[] = []): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: registry.test',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n');
}
