import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified } from '../platform/http/conditional.ts';
import { envelope } from '../platform/http/envelope.ts';
import type { Paging } from '../platform/paging.ts';

type Headers = { headers?: Record<string, string> };
/** What browsers are sent: `set-cookie` may be there several times. */
type PageHeaders = { headers?: Record<string, string | string[]> };

/** What a handler answers, by kind; the status is the declared one. */
type Answers = {
  /** `data` in the envelope of SPEC 2. */
  envelope: Headers & { data: unknown; paging?: Paging };
  /** JSON as it stands; undefined: 204 and nothing. Errors are in the envelope. */
  bare: Headers & { json: unknown };
  /** JSON as RFC 6749 has it, its errors included. */
  oauth: Headers & { json: object };
  /** A whole HTML document; a form that comes back with its mistakes has a status of its own. */
  page: PageHeaders & { html: string; status?: number };
  redirect: PageHeaders & { location: string };
  /** Bytes with a media type, such as a style sheet. */
  file: Headers & { content: Buffer | Readable; type: string };
};
export type AnswerKind = keyof Answers;

/** The kind is named, but for the envelope's, which nearly all have. */
export type AnswerOf<Kind extends AnswerKind> = {
  [K in Kind]: Answers[K] & (K extends 'envelope' ? { kind?: K } : { kind: K });
}[Kind];
export type Answer = AnswerOf<'envelope'>;

/** Of a redirect from a route whose other answers are pages. */
const SEE_OTHER = 303;

/** Kept, and asked for each time: it changes with the program. */
const FILE_CACHE = 'no-cache';
export const JSON_TYPE = 'application/json; charset=utf-8';
/** Nothing from elsewhere, no inline script, in nobody's frame (SPEC 16.1). */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'referrer-policy': 'no-referrer',
};

/**
 * The policy of a page of forms: no script at all.
 * @param leadsTo where its forms may lead in the end besides here, a source; a browser stops a redirect to anywhere else
 */
export const formPolicy = (leadsTo?: string): string =>
  `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'${leadsTo === undefined ? '' : ` ${leadsTo}`}; frame-ancestors 'none'`;

/** Sends what a handler answers. @param status the declared one */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  answer: AnswerOf<AnswerKind>,
): FastifyReply {
  const { headers } = answer;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  switch (answer.kind) {
    case 'bare':
      if (headers) reply.headers(headers);
      return answer.json === undefined
        ? reply.code(204).send()
        : sendJson(reply, status, JSON.stringify(answer.json));
    case 'oauth':
      return sendJson(headers ? reply.headers(headers) : reply, status, JSON.stringify(answer.json));
    case 'page':
      return reply
        .headers({ ...PAGE_HEADERS, ...headers })
        .code(answer.status ?? status)
        .send(answer.html);
    case 'redirect':
      return reply
        .headers({ ...headers, location: answer.location })
        .code(status === 200 ? SEE_OTHER : status)
        .send();
    case 'file':
      reply.headers({ 'cache-control': FILE_CACHE, ...headers, ...varying(reply, answer.headers) });
      if (answer.headers && isRead && isNotModified(request.headers, answer.headers))
        return sendNotModified(request, reply);
      return reply.code(status).type(answer.type).send(answer.content);
    default: {
      if (headers) reply.headers(headers);
      const { data, paging } = answer;
      if (isRead && headers && isNotModified(request.headers, headers))
        return sendNotModified(request, reply);
      return sendJson(reply, status, envelope(request, status, paging ? { data, paging } : { data }));
    }
  }
}

/** An answer may depend on more than what it does anyway (`admitOrigin`). */
function varying(reply: FastifyReply, { vary }: Record<string, string> = {}): { vary?: string } {
  const others = reply.getHeader('vary');
  return vary === undefined || others === undefined ? {} : { vary: `${others}, ${vary}` };
}

/**
 * A cache would take a length told here for that of what it keeps (RFC 9110, 8.6), and Fastify tells HEAD a length of 0 where
 * there is nothing to send; of a stream it tells none.
 */
function sendNotModified({ method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(304).send(method === 'HEAD' ? Readable.from([]) : undefined);
}

export function sendJson(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply.code(status).type(JSON_TYPE).send(body);
}
