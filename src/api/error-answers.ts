import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiError, type ErrorType, renderError } from '../platform/errors/error-definition.ts';
import { envelope, helpLink } from '../platform/http/envelope.ts';
import { type AnswerKind, JSON_TYPE, PAGE_HEADERS } from './answers.ts';

/** Answers an error as its route answers everything: in the envelope, as RFC 6749 has it, or as a page. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: ApiError,
  kind: AnswerKind,
): FastifyReply {
  const { status, code } = error.definition;
  reply.headers({ ...error.headers, link: helpLink(code, request) });
  switch (kind) {
    case 'oauth':
      return sendOauthError(reply, error);
    case 'page':
    case 'redirect':
      return reply.code(status).headers(PAGE_HEADERS).send(errorPage(error, request.id));
    default:
      return reply
        .code(status)
        .type(JSON_TYPE)
        .send(envelope(request, status, { error: renderError(error) }));
  }
}

/** RFC 6749, 5.2, for what an endpoint can be told before its own rules; what is not here is `invalid_request`. */
const OAUTH_ERRORS: Partial<Record<ErrorType, string>> = {
  access_denied: 'invalid_client',
  too_many_requests: 'temporarily_unavailable',
  internal_error: 'server_error',
  service_unavailable: 'temporarily_unavailable',
};

/** Clients of RFC 6749 know 400 of what they did wrong themselves, and 401 of who they are. */
function oauthStatus(status: number, error: string): number {
  if (error === 'invalid_client') return 401;
  return status === 401 || status === 403 || status === 422 ? 400 : status;
}

function sendOauthError(reply: FastifyReply, error: ApiError): FastifyReply {
  const { status, body } = oauthAnswer(error);
  if (status === 401) reply.header('www-authenticate', 'Basic');
  return reply.code(status).type(JSON_TYPE).send(JSON.stringify(body));
}

/** An error as RFC 6749 has it (5.2). */
export function oauthAnswer({ definition, message, invalid = [] }: ApiError) {
  const [first] = invalid;
  const place = first?.entry === undefined ? '' : ` ${first.entry}: ${first.rules?.[0]?.description ?? ''}`;
  // The characters that RFC 6749 lets a description have.
  const error_description = `${message}${place}`.replaceAll(/[^\x20-\x7e]|["\\]/g, "'");
  const error = definition.oauthError ?? OAUTH_ERRORS[definition.type] ?? 'invalid_request';
  return { status: oauthStatus(definition.status, error), body: { error, error_description } };
}

/** Plain on purpose: it must come whatever else fails. */
function errorPage({ definition, message }: ApiError, requestId: string): string {
  const text = definition.message === null ? '' : `<p lang="en">${escapeHtml(message)}</p>`;
  return `<!doctype html>
<html lang="uk">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Помилка ${definition.status}</title></head>
<body><main><h1>Помилка ${definition.status}</h1>${text}<p>Ідентифікатор запиту: <code>${escapeHtml(requestId)}</code></p></main></body>
</html>
`;
}

/** Text as it may stand anywhere in HTML but a script or style. */
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
