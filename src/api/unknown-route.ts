import type { FastifyInstance } from 'fastify';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { decodedPathOf } from '../platform/http/envelope.ts';
import { answerPreflight, isPreflight } from './cors.ts';

export type KnownRoute = { method: string; path: string };

/**
 * Answers for what no route takes: 404, or for a path that other methods have 405 with `Allow`, or what a browser asks
 * about it beforehand.
 * As a hook, so that it comes before the body: nobody need send, and nobody parses, what nobody will handle.
 * @param routes may still grow until the server listens
 */
export function refuseUnknownRoutes(app: FastifyInstance, routes: readonly KnownRoute[]): void {
  app.addHook('onRequest', async (request, reply) => {
    // The router takes an empty segment for the value of a parameter; nothing has an empty name.
    const hasEmptySegment = Object.entries(request.params as object).some(
      ([name, value]) => value === '' && name !== '*',
    );
    if (!request.is404 && !hasEmptySegment) return;
    const path = decodedPathOf(request.url);
    const allowed = routes.filter((route) => matches(route.path, path)).map((route) => route.method);
    if (allowed.length === 0) throw new ApiError(httpErrors.routeUnknown);
    if (isPreflight(request, reply)) return answerPreflight(reply, allowed);
    throw new ApiError(httpErrors.methodNotAllowed, { headers: { allow: allowed.join(', ') } });
  });
}

/** Segment by segment; `:name` stands for any one non-empty segment, `*` for all that follow. */
function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('/*')) return path.startsWith(pattern.slice(0, -1));
  const expected = pattern.split('/');
  const actual = path.split('/');
  return (
    expected.length === actual.length &&
    expected.every((segment, at) => (segment.startsWith(':') ? actual[at] !== '' : segment === actual[at]))
  );
}
