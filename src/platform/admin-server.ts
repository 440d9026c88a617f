import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Registry } from 'prom-client';
import { ANSWER_HEADERS, unreadableHead, unreadableStatus } from './answer-headers.ts';

/** A named condition of readiness; throws or rejects when it does not hold. */
export type ReadinessCheck = { name: string; check(): Promise<void> };

export type AdminServerOptions = {
  registry: Registry;
  checks: ReadinessCheck[];
  isDraining(): boolean;
};

const CHECK_TIMEOUT_MS = 2_000;

/**
 * `/live`, `/ready` and `/metrics` (SPEC 13.2), on a port of its own so that they answer under load and stay inside.
 * `/live` says that the process turns its event loop; `/ready` that it can serve, 503 from SIGTERM on.
 */
export function createAdminServer(options: AdminServerOptions): Server {
  // Without a host or with an expectation Node would answer by itself, and without our headers.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    response.setHeaders(new Map(Object.entries(ANSWER_HEADERS)));
    const path = request.url?.split('?')[0];
    const known = path === '/live' || path === '/ready' || path === '/metrics';
    if (!known) return sendJson(response, 404, { status: 'not_found' });
    if (request.method !== 'GET')
      return sendJson(response, 405, { status: 'method_not_allowed' }, { allow: 'GET' });
    if (path === '/live') return sendJson(response, 200, { status: 'live' });
    const answer =
      path === '/ready' ? sendReadiness(response, options) : sendMetrics(response, options.registry);
    answer.catch((error: Error) => response.destroy(error));
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return server.on('clientError', answerUnreadable);
}

function answerUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else socket.end(unreadableHead(unreadableStatus(code), { 'content-length': 0 }));
}

async function sendReadiness(
  response: ServerResponse,
  { checks, isDraining }: AdminServerOptions,
): Promise<void> {
  const states = await Promise.all(
    checks.map(async ({ name, check }) => [name, await withTimeout(check()).then(okay, notOkay)] as const),
  );
  const ready = !isDraining() && states.every(([, state]) => state === 'ok');
  const status = isDraining() ? 'draining' : ready ? 'ready' : 'not_ready';
  sendJson(response, ready ? 200 : 503, { status, checks: Object.fromEntries(states) });
}

const okay = () => 'ok';
/** Only that it fails: what exactly is in the log, and this port may be less guarded than that. */
const notOkay = () => 'failed';

async function withTimeout(check: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT_MS);
  await Promise.race([check, promise]).finally(() => clearTimeout(timer));
}

async function sendMetrics(response: ServerResponse, registry: Registry): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType }).end(text);
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}
