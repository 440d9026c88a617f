import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

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
  return createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const known = path === '/live' || path === '/ready' || path === '/metrics';
    if (!known) return sendJson(response, 404, { status: 'not_found' });
    // Node leaves the body of an answer to HEAD away by itself.
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendJson(response, 405, { status: 'method_not_allowed' }, { allow: 'GET, HEAD' });
    if (path === '/live') return sendJson(response, 200, { status: 'live' });
    const answer =
      path === '/ready' ? sendReadiness(response, options) : sendMetrics(response, options.registry);
    answer.catch((error: Error) => response.destroy(error));
  });
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
