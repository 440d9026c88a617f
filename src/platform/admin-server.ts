import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Registry } from 'prom-client';
import { ANSWER_HEADERS, unreadableHead, unreadableStatus } from './answer-headers.ts';
import { askReadiness, type ReadinessCheck } from './readiness.ts';

/** What `/metrics` shows: of this process, or of several. */
export type MetricsPage = Pick<Registry, 'metrics' | 'contentType'>;

export type AdminServerOptions = {
  registry: MetricsPage;
  checks: ReadinessCheck[];
  isDraining(): boolean;
};

/** More than any monitoring needs; apart from the API's, so that this port can be reached when that one is flooded. */
const MAX_CONNECTIONS = 100;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const TIMEOUTS = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: 1_000,
};

/**
 * `/live`, `/ready` and `/metrics` (SPEC 13.2), on a port of its own so that they answer under load and stay inside.
 * `/live` says that the process turns its event loop; `/ready` that it can serve, 503 from SIGTERM on.
 */
export function createAdminServer(options: AdminServerOptions): Server {
  // Without a host or with an expectation Node would answer by itself, and without our headers.
  const server = createServer({ ...TIMEOUTS, requireHostHeader: false }, (request, response) => {
    response.setHeaders(new Map(Object.entries(ANSWER_HEADERS)));
    const [path, search] = (request.url ?? '').split('?');
    const known = path === '/live' || path === '/ready' || path === '/metrics';
    if (!known) return sendJson(response, 404, { status: 'not_found' });
    // Node leaves the body of an answer to HEAD away by itself.
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendJson(response, 405, { status: 'method_not_allowed' }, { allow: 'GET, HEAD' });
    if (path === '/live') return sendJson(response, 200, { status: 'live' });
    const answer =
      path === '/ready'
        ? sendReadiness(response, options, partsOf(search))
        : sendMetrics(response, options.registry);
    answer.catch((error: Error) => response.destroy(error));
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('drop', () => server.closeIdleConnections());
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  // Nobody is a proxy here; Node would close the connection without a word.
  server.on('connect', (_request, socket) => answerUnreadable(new Error('CONNECT'), socket as Socket));
  return server.on('clientError', answerUnreadable);
}

/** Node's own name for the answer that has the connection, not part of its documented interface. */
type ServedSocket = Socket & { _httpMessage?: ServerResponse | null };

/** What comes behind an answer that has begun would pass for a part of it. */
function answerUnreadable({ code }: NodeJS.ErrnoException, socket: ServedSocket): void {
  if (code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  socket.end(unreadableHead(unreadableStatus(code), { 'content-length': 0 }));
  socket.destroySoon();
}

/** The parts that `?part=…` names, once or more; none: all. */
const partsOf = (search = '') => new URLSearchParams(search).getAll('part');

/**
 * Whoever decides where requests go asks for `part=database` alone: without AEL the API still serves licences, and would
 * otherwise be left by all at once.
 */
async function sendReadiness(
  response: ServerResponse,
  { checks, isDraining }: AdminServerOptions,
  parts: readonly string[],
): Promise<void> {
  const unknown = parts.some((part) => !checks.some(({ name }) => name === part));
  if (unknown) return sendJson(response, 404, { status: 'not_found' });
  const asked =
    parts.length === 0 ? checks : checks.filter(({ name, isVital }) => isVital || parts.includes(name));
  const states = await askReadiness(asked);
  const ready = !isDraining() && [...states.values()].every(Boolean);
  const status = isDraining() ? 'draining' : ready ? 'ready' : 'not_ready';
  // Only that one fails: what exactly is in the log, and this port may be less guarded than that.
  const shown = [...states].map(([name, holds]) => [name, holds ? 'ok' : 'failed']);
  sendJson(response, ready ? 200 : 503, { status, checks: Object.fromEntries(shown) });
}

async function sendMetrics(response: ServerResponse, registry: MetricsPage): Promise<void> {
  const text = await registry.metrics();
  send(response, 200, text, { 'content-type': registry.contentType });
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  send(response, status, JSON.stringify(body), {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
}

/** With its length, which HEAD tells as well as GET. */
function send(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
