import type { FastifyInstance, FastifyRequest } from 'fastify';
import { headerValues } from '../platform/http/headers.ts';
import { type Tracer, within } from '../platform/tracing.ts';

/**
 * Every request is the beginning of a trace, or goes on with that of its caller. Of the request its span has the method
 * and the route's pattern, never the path; the id of the request leads from an answer to it.
 */
export function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.config.route?.path;
    const [sent, ...others] = headerValues(request.raw, 'traceparent');
    const span = tracer.begin(
      route === undefined ? request.method : `${request.method} ${route}`,
      { 'http.request.method': request.method, 'http.route': route, 'esoz.request_id': request.id },
      others.length === 0 ? sent : undefined, // nobody can say which was meant
    );
    request.span = span;
    // Only then does the id lead anywhere.
    if (span.isRecorded) {
      request.log = request.log.child({ trace_id: span.traceId });
      reply.log = request.log;
    }
    within(span, done);
  });
  // A body arrives on behalf of its connection, and what comes after it would be on that behalf too.
  app.addHook('preValidation', (request, _reply, done) => within(request.span ?? undefined, done));
}

/** Once a request, when its answer has left or has nobody to go to. */
export function endTrace(
  request: FastifyRequest,
  { status, isDelivered }: { status: number; isDelivered: boolean },
): void {
  const { span, errorCode, noted } = request;
  if (!span?.isRecorded) return;
  span.set({
    'http.response.status_code': status,
    'esoz.error': errorCode ?? undefined,
    'esoz.rule': typeof noted?.rule === 'string' ? noted.rule : undefined,
    'esoz.delivered': isDelivered ? undefined : false,
  });
  // As the conventions have it: what the caller did wrong is no failure of the server.
  if (status >= 500) span.fail(errorCode ?? String(status));
  span.end();
}
