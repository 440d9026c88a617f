import type { FastifyRequest } from 'fastify';
import type { Metrics } from '../platform/metrics.ts';
import type { ObservedAnswer } from './server.ts';

/**
 * One line and one measurement a request. The route's pattern stands for the path: a path or query may carry
 * what must not be logged. Headers and bodies never appear.
 */
export function observeAnswers(metrics: Pick<Metrics, 'observeAnswer'>) {
  return (request: FastifyRequest, { status, durationSeconds, isDelivered }: ObservedAnswer): void => {
    const route = request.routeOptions.config.route?.path ?? 'unknown';
    metrics.observeAnswer(route, request.method, status, durationSeconds);
    request.log.info(
      {
        method: request.method,
        route,
        status,
        ms: Math.round(durationSeconds * 1e5) / 100,
        client_id: request.principal?.clientId,
        user_id: request.principal?.userId,
        error: request.errorCode ?? undefined,
        ...request.noted,
        remote: request.ip,
        // Said only where the caller did not wait for the answer.
        delivered: isDelivered ? undefined : false,
      },
      'request',
    );
  };
}
