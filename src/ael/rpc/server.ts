import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { equalSecrets } from '../../auth/secrets.ts';
import { ApiError, renderError } from '../../platform/errors/error-definition.ts';
import { accessTokenInvalid, httpErrors, unavailable } from '../../platform/errors/http-errors.ts';
import { answerClientError } from '../../platform/http/client-error.ts';
import { envelope } from '../../platform/http/envelope.ts';
import { acceptsJson, headerValues, isJsonContentType } from '../../platform/http/headers.ts';
import type { Logger } from '../../platform/log.ts';
import { RPC_CODES } from '../ael-error.ts';
import type { Ael } from '../contract.ts';
import { answerRpc, type RpcOutcome } from './json-rpc.ts';
import { readBody } from './read-body.ts';
import { createSecret } from './secrets-twin.ts';

export type AelServerOptions = {
  ael: Ael;
  /** Demanded on every call, whatever its path: without it nothing is said. */
  token: string;
  log: Logger;
  /** True from the first SIGTERM on. */
  isDraining(): boolean;
};

type Exchange = AelServerOptions & { request: IncomingMessage; requestId: string; outcomes: RpcOutcome[] };
type HttpAnswer = { status: number; body: string | undefined; headers?: Record<string, string> };

const REQUEST_ID = /^[A-Za-z0-9._#:-]{1,128}$/;

/** AEL over HTTP (SPEC 8): `POST /rpc`, and `POST /media_content_storage_secrets` for older callers. */
export function createAelServer(options: AelServerOptions): Server {
  const limits = {
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16 * 1024,
  };
  const server = createServer(limits, (request, response) => {
    void serve(options, request, response);
  });
  server.on('clientError', (error: Error & { code?: string }, socket) =>
    answerClientError(error, socket as Socket, options.log),
  );
  return server;
}

/** One request from its headers to its log line; never rejects. */
async function serve(
  options: AelServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const [sent, ...others] = headerValues(request, 'x-request-id');
  const requestId = sent !== undefined && others.length === 0 && REQUEST_ID.test(sent) ? sent : randomUUID();
  const exchange: Exchange = { ...options, request, requestId, outcomes: [] };
  const answer = await answerTo(exchange).catch((error) => refuse(exchange, error));
  response.writeHead(answer.status, {
    'x-request-id': requestId,
    'cache-control': 'no-store', // a link is a secret
    ...(answer.body === undefined ? {} : jsonHeaders(answer.body)),
    ...answer.headers,
  });
  response.end(answer.body);
  request.resume(); // what a refusal left unread would reset the connection before the answer is seen
  options.log.info(
    {
      request_id: requestId,
      calls: exchange.outcomes.map(({ method, code }) => (code === undefined ? method : `${method} ${code}`)),
      status: answer.status,
      ms: Math.round((performance.now() - started) * 100) / 100,
    },
    'request',
  );
}

function jsonHeaders(body: string): Record<string, string | number> {
  return { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
}

/** @throws ApiError */
async function answerTo(exchange: Exchange): Promise<HttpAnswer> {
  const { request, token, ael, requestId, isDraining } = exchange;
  if (isDraining()) throw unavailable('shutting down');
  if (!knowsToken(request, token)) throw accessTokenInvalid();
  const path = request.url?.split('?')[0];
  if (path !== '/rpc' && path !== '/media_content_storage_secrets')
    throw new ApiError(httpErrors.routeUnknown);
  if (request.method !== 'POST')
    throw new ApiError(httpErrors.methodNotAllowed, { headers: { allow: 'POST' } });
  const { accept, 'content-type': contentType, 'content-encoding': encoding } = request.headers;
  if (!acceptsJson(accept)) throw new ApiError(httpErrors.notAcceptable);
  if (!isJsonContentType(contentType) || (encoding !== undefined && encoding !== 'identity')) {
    const invalid = [{ entry_type: 'header' as const, entry: 'Content-Type' }];
    throw new ApiError(httpErrors.contentTypeInvalid, { invalid });
  }
  const body = await readBody(request);
  const observe = (outcome: RpcOutcome) => note(exchange, outcome);
  if (path === '/rpc') {
    const answer = await answerRpc(ael, body, { requestId }, observe);
    return answer === undefined
      ? { status: 204, body: undefined }
      : { status: 200, body: JSON.stringify(answer) };
  }
  const data = await createSecret(ael, body, { requestId }, observe);
  return { status: 201, body: inEnvelope(exchange, 201, { data }) };
}

/** The one token of the one Authorization header, compared in a time that depends on neither. */
function knowsToken(request: IncomingMessage, token: string): boolean {
  const [sent = '', ...others] = headerValues(request, 'authorization');
  const [, value = ''] = /^bearer (.+)$/i.exec(sent) ?? [];
  return equalSecrets(value, token) && others.length === 0;
}

function note({ outcomes, log, requestId }: Exchange, outcome: RpcOutcome): void {
  outcomes.push(outcome);
  if (outcome.code === RPC_CODES.unavailable)
    log.error({ request_id: requestId, err: outcome.error, method: outcome.method }, 'call failed');
}

function refuse(exchange: Exchange, thrown: unknown): HttpAnswer {
  const error = thrown instanceof ApiError ? thrown : new ApiError(httpErrors.internal, { cause: thrown });
  const { status } = error.definition;
  if (status === 500) exchange.log.error({ request_id: exchange.requestId, err: thrown }, 'request failed');
  // A body that was refused unread would be taken for the next request.
  const close = exchange.request.complete && !exchange.isDraining() ? {} : { connection: 'close' };
  return {
    status,
    body: inEnvelope(exchange, status, { error: renderError(error) }),
    headers: { ...error.headers, ...close },
  };
}

function inEnvelope(
  { request, requestId }: Exchange,
  status: number,
  payload: Parameters<typeof envelope>[2],
): string {
  const { host = '', url = '' } = { host: request.headers.host, url: request.url };
  return envelope({ protocol: 'http', host, url, id: requestId, idempotencyKey: null }, status, payload);
}
