import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../fixtures/certificate.ts';

export type Received = {
  id: string;
  signatureIsValid: boolean;
  headers: http.IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; resource_id: string };
};
type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Someone who gets webhooks, on a port of this machine. */
export type Receiver = {
  url: string;
  received: Received[];
  /** To verify with; what `webhook add` printed. */
  secret: string;
  /** What it answers; default 204. */
  answer: Handler;
};

/**
 * Starts a receiver that lives as long as the process of a test file.
 * @param certificate makes it speak TLS, under the name `localhost`
 */
export async function startReceiver(certificate?: Certificate): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    received: [],
    secret: '',
    answer: (_request, response) => response.writeHead(204).end(),
  };
  const listener = (request: http.IncomingMessage, response: http.ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      receiver.received.push({
        id: String(request.headers['webhook-id']),
        signatureIsValid: verify(receiver.secret, request.headers, body),
        headers: request.headers,
        body,
        event: JSON.parse(body),
      });
      receiver.answer(request, response);
    });
  };
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref(); // hooks for its end would run at the end of whatever hook or test started it
  const { port } = server.address() as AddressInfo;
  receiver.url = certificate ? `https://localhost:${port}/hook` : `http://127.0.0.1:${port}/hook`;
  return receiver;
}

/** As the specification of Standard Webhooks tells receivers to. */
export function verify(secret: string, headers: http.IncomingHttpHeaders, body: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}
