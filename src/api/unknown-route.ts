import type { FastifyInstance } from 'fastify';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { decodedPathOf } from '../platform/http/envelope.ts';

export type KnownRoute = { method: string; path: string };

/**
 * Answers for what no route takes: 405 with `Allow` for a path that other methods have, else 404.
 * As a hook, so that it comes before the body: nobody need send, and nobody parses, what nobody will handle.
 * @param routes may still grow until the server listens
 */
export function refuseUnknownRoutes(app: FastifyInstance, routes: readonly KnownRoute[]): void {
  app.addHook('onRequest', async (request) => {
    // The router takes an empty segment for the value of a parameter; nothing has an empty name.
    const hasEmptySegment = Object.values(request.params as object).includes('');
    if (request.is404 || hasEmptySegment) throw unknownRoute(routes, decodedPathOf(request.url));
  });
}

function unknownRoute(routes: readonly KnownRoute[], path: string): ApiError {
  const allowed = routes.filter((route) => matches(route.path, path)).map((route) => route.method);
  if (allowed.length === 0) return new ApiError(httpErrors.routeUnknown);
  return new ApiError(httpErrors.methodNotAllowed, { headers: { allow: allowed.join(', ') } });
}

/** Segment by segment; `:name` stands for any one non-empty segment. */
function matches(pattern: string, path: string): boolean {
  const expected = pattern.split('/');
  const actual = path.split('/');
  return (
    expected.length === actual.length &&
    expected.every((segment, at) => (segment.startsWith(':') ? actual[at] !== '' : segment === actual[at]))
  );
}
