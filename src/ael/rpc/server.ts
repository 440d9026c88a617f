import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { observeAnswers } from '../../api/access-log.ts';
import { registerRoute } from '../../api/register.ts';
import { createHttpServer } from '../../api/server.ts';
import { bearerToken } from '../../auth/authorize.ts';
import { equalSecrets } from '../../auth/secrets.ts';
import { accessTokenInvalid } from '../../platform/errors/http-errors.ts';
import type { Logger } from '../../platform/log.ts';
import type { Tracer } from '../../platform/tracing.ts';
import { createTurns } from '../../platform/turns.ts';
import { aelUnavailable } from '../ael-error.ts';
import type { Ael } from '../contract.ts';
import { createSecretRoute, rpcRoute } from './routes.ts';

export type AelServerOptions = {
  ael: Ael;
  /** Demanded on every call, whatever its path: without it nothing is said. */
  token: string;
  log: Logger;
  maxConnections: number;
  /** True from the first SIGTERM on. */
  isDraining(): boolean;
  tracer?: Tracer | undefined;
};

/** AEL over HTTP (SPEC 8): `POST /rpc`, and `POST /media_content_storage_secrets` for older callers. */
export async function createAelServer(options: AelServerOptions): Promise<FastifyInstance> {
  const { token, log, isDraining } = options;
  const ael = listingInTurns(options.ael);
  const app = await createHttpServer({
    log,
    trustedProxies: [],
    maxConnections: options.maxConnections,
    isDraining,
    tracer: options.tracer,
    admit: (request) => requireToken(request, token),
    onAnswer: observeAnswers({ observeAnswer: () => {} }),
  });
  const serving = {
    authorize: async () => null,
    codesOf: async () => [],
    observeRefusal: () => {},
    services: { ael },
  };
  for (const route of [rpcRoute, createSecretRoute]) registerRoute(app, route, serving);
  return app;
}

/** Lists that the store is asked for at a time; each may hold a connection to it, or the one thread that all share. */
const LISTS_AT_ONCE = 4;
const LIST_PATIENCE_MS = 2_000;

/** All callers have one token here, and so are one. */
function listingInTurns(ael: Ael): Ael {
  const turns = createTurns({
    atOnce: LISTS_AT_ONCE,
    perCaller: LISTS_AT_ONCE,
    patienceMs: LIST_PATIENCE_MS,
    refusal: (reason) => aelUnavailable(`list of a store: ${reason}`),
  });
  return { ...ael, listObjects: (params, call) => turns('rpc', () => ael.listObjects(params, call)) };
}

/** Compared in a time that depends on neither. @throws ApiError 401 */
function requireToken(request: IncomingMessage, token: string): void {
  if (!equalSecrets(bearerToken(request) ?? '', token)) throw accessTokenInvalid();
}
