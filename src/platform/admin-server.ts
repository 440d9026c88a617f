import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { askReadiness, type ReadinessCheck } from './readiness.ts';

export type AdminServerOptions = {
  registry: Registry;
  checks: ReadinessCheck[];
  isDraining(): boolean;
};

/**
 * `/live`, `/ready` and `/metrics` (SPEC 13.2), on a port of its own so that they answer under load and stay inside.
 * `/live` says that the process turns its event loop; `/ready` that it can serve, 503 from SIGTERM on.
 */
export function createAdminServer(options: AdminServerOptions): Server {
  return createServer((request, response) => {
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
}

async function sendReadiness(
  response: ServerResponse,
  { checks, isDraining }: AdminServerOptions,
): Promise<void> {
  const states = await askReadiness(checks);
  const ready = !isDraining() && [...states.values()].every(Boolean);
  const status = isDraining() ? 'draining' : ready ? 'ready' : 'not_ready';
  // Only that one fails: what exactly is in the log, and this port may be less guarded than that.
  const shown = [...states].map(([name, holds]) => [name, holds ? 'ok' : 'failed']);
  sendJson(response, ready ? 200 : 503, { status, checks: Object.fromEntries(shown) });
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
