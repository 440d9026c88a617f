import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { translatePostgresError } from '../platform/database/postgres-errors.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { contentTypeInvalid, httpErrors, malformed } from '../platform/errors/http-errors.ts';
import type { AnswerKind } from './answers.ts';
import { sendsForm } from './bodies.ts';
import { sendError } from './error-answers.ts';

/** The only place where an error becomes an answer. What is not in the catalogue is a 500 without details. */
export function handleError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toApiError(thrown);
  const { status, code } = error.definition;
  request.errorCode = code;
  if (error.note) request.noted = { ...request.noted, ...error.note };
  // The details stay here, under the request id; the caller gets none of them.
  if (status >= 500) request.log.error({ err: error.cause ?? error, error: code }, 'request failed');
  return sendError(request, reply, error, kindOf(request));
}

/** As the route answers everything; of two kinds the second is for forms, where JSON may come as well. */
function kindOf(request: FastifyRequest): AnswerKind {
  const { route } = request.routeOptions.config;
  const [first = 'envelope', second = first] = route?.answers ?? [];
  return route?.body !== undefined && sendsForm(request, route) ? second : first;
}

function toApiError(thrown: unknown): ApiError {
  // Fastify first: a caller that goes away is an ECONNRESET like that of a database, and no failure of ours.
  const error = fromFastify(thrown as FastifyError) ?? translatePostgresError(thrown);
  return error instanceof ApiError ? error : new ApiError(httpErrors.internal, { cause: error });
}

/** Errors that Fastify raises itself while it reads a request. */
function fromFastify(error: FastifyError | ApiError): ApiError | undefined {
  if (error instanceof ApiError) return error;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiError(httpErrors.bodyTooLarge, { headers: { connection: 'close' } });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformed();
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return contentTypeInvalid();
    default:
      // The client went away, or its body did: nobody reads this answer.
      return error.statusCode === 400 ? malformed() : undefined;
  }
}
