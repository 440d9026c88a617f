import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiError, type ErrorType, renderError } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { html } from '../platform/html/html.ts';
import { renderPage } from '../platform/html/page.ts';
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
  if (status === 401) reply.header('www-authenticate', 'Basic realm="oauth"');
  return reply.code(status).type(JSON_TYPE).send(JSON.stringify(body));
}

/** An error as RFC 6749 has it (5.2). */
export function oauthAnswer({ definition, message, invalid = [] }: ApiError) {
  const [first] = invalid;
  const what = first?.rules?.[0]?.description ?? '';
  const place =
    first?.entry === undefined || what === '' || what === message ? '' : `${fieldOf(first.entry)}: ${what}`;
  // That there is a schema error, the place says as well; any other message is the point.
  const said = definition === httpErrors.schemaInvalid && place !== '' ? [place] : [message, place];
  // The characters that RFC 6749 lets a description have.
  const error_description = said
    .filter(Boolean)
    .join(' ')
    .replaceAll(/[^\x20-\x7e]|["\\]/g, "'");
  const error = definition.oauthError ?? OAUTH_ERRORS[definition.type] ?? 'invalid_request';
  return { status: oauthStatus(definition.status, error), body: { error, error_description } };
}

/** A form has fields, not the paths of a document. */
const fieldOf = (entry: string): string => entry.replace(/^\$\./, '');

/** What a page says of an error to whoever looks at it; others are 400 to them. */
const WORDS: Readonly<Record<number, { uk: string; en: string }>> = {
  400: {
    uk: 'Сервер не зрозумів запиту. Поверніться назад і спробуйте ще раз.',
    en: 'The server did not understand the request. Go back and try again.',
  },
  413: { uk: 'Надіслано забагато.', en: 'Too much was sent.' },
  429: {
    uk: 'Забагато запитів поспіль. Зачекайте хвилину й спробуйте ще раз.',
    en: 'Too many requests in a row. Wait a minute and try again.',
  },
  500: {
    uk: 'Це наша помилка. Спробуйте ще раз, а якщо не допоможе, повідомте оператора реєстру.',
    en: 'The mistake is ours. Try again, and if that does not help, tell an operator of the registry.',
  },
  503: {
    uk: 'Зараз забагато відвідувачів, або служба перезапускається. Зачекайте кілька секунд і спробуйте ще раз.',
    en: 'There are too many visitors right now, or the service is starting again. Wait a few seconds and try again.',
  },
};

/** Plain, and in both languages, on purpose: it must come whatever else fails. */
function errorPage({ definition, message, invalid = [] }: ApiError, requestId: string): string {
  const { status } = definition;
  const { uk, en } = (WORDS[status] ?? WORDS[400]) as { uk: string; en: string };
  const places = invalid.flatMap(({ entry, rules = [] }) =>
    entry === undefined ? [] : [`${entry}: ${rules[0]?.description ?? ''}`],
  );
  return renderPage({
    language: 'uk',
    title: `Помилка ${status}`,
    main: html`<h1>Помилка ${status}</h1>
<p class="lead">${uk}</p>
<p lang="en">${en}</p>
${definition.message !== null && html`<p lang="en">${message}</p>`}
${places.map((place) => html`<p lang="en"><code>${place}</code></p>`)}
<p class="quiet">Ідентифікатор запиту, <span lang="en">request id</span>: <code>${requestId}</code></p>`,
  });
}
