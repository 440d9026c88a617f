import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { observeAnswers } from '../../api/access-log.ts';
import { registerRoute } from '../../api/register.ts';
import { createHttpServer } from '../../api/server.ts';
import { bearerToken } from '../../auth/authorize.ts';
import { equalSecrets } from '../../auth/secrets.ts';
import { accessTokenInvalid } from '../../platform/errors/http-errors.ts';
import type { Logger } from '../../platform/log.ts';
import type { Ael } from '../contract.ts';
import { createSecretRoute, rpcRoute } from './routes.ts';

export type AelServerOptions = {
  ael: Ael;
  /** Demanded on every call, whatever its path: without it nothing is said. */
  token: string;
  log: Logger;
  /** True from the first SIGTERM on. */
  isDraining(): boolean;
};

/** AEL over HTTP (SPEC 8): `POST /rpc`, and `POST /media_content_storage_secrets` for older callers. */
export async function createAelServer(options: AelServerOptions): Promise<FastifyInstance> {
  const { ael, token, log, isDraining } = options;
  const app = await createHttpServer({
    log,
    trustedProxies: [],
    isDraining,
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

/** Compared in a time that depends on neither. @throws ApiError 401 */
function requireToken(request: IncomingMessage, token: string): void {
  if (!equalSecrets(bearerToken(request) ?? '', token)) throw accessTokenInvalid();
}
