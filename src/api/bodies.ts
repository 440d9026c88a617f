import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiError } from '../platform/errors/error-definition.ts';
import {
  contentEncodingInvalid,
  contentTypeInvalid,
  formTypeInvalid,
  malformed,
} from '../platform/errors/http-errors.ts';
import { headerValues, isFormContentType, isIdentity, isJsonContentType } from '../platform/http/headers.ts';
import { MalformedJson, parseStrictJson } from '../platform/json/strict-json.ts';
import { MalformedForm, parseForm } from './form.ts';
import { type AnyRoute, UNPARSED_JSON } from './route.ts';

/** Whether a method takes a body at all. */
export const takesBody = ({ body, form }: AnyRoute): boolean => body !== undefined || form !== undefined;

/** Whether a method honours an X-Idempotency-Key: what is kept is in the envelope, another kind of answer is given anew. */
export const keepsAnswers = (route: AnyRoute): boolean =>
  takesBody(route) && (route.answers ?? ['envelope']).every((kind) => kind === 'envelope');

/** Whether a request to this route sends a form: the content type says so where JSON may come as well. */
export const sendsForm = (request: FastifyRequest, { body, form }: AnyRoute): boolean =>
  form !== undefined && (body === undefined || isFormContentType(request.headers['content-type']));

/**
 * A Content-Type that the route takes, uncompressed.
 * @throws ApiError 415
 */
export function requireContentType(request: FastifyRequest, route: AnyRoute): void {
  const [contentType, ...others] = headerValues(request.raw, 'content-type');
  if (route.bodyIsOptional && contentType === undefined && isBodyless(request)) return;
  const isTaken = sendsForm(request, route) ? isFormContentType : isJsonContentType;
  // Of two nobody can say which was meant.
  if (!isTaken(contentType) || others.length > 0)
    throw route.body === undefined ? formTypeInvalid() : contentTypeInvalid();
  if (!isIdentity(request.headers['content-encoding'])) throw contentEncodingInvalid();
}

const isBodyless = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** Bodies are read as their route declares them, and by nothing else. */
export function acceptDeclaredBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // Routes with a body have refused other content types before this; `*` also stops Fastify's own 415.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    const route = request.routeOptions.config.route;
    if (route === undefined || !takesBody(route)) return done(null, undefined);
    try {
      done(null, parse(bytes as Buffer, route, sendsForm(request, route)));
    } catch (error) {
      if (!(error instanceof MalformedJson || error instanceof MalformedForm)) return done(error as Error);
      request.log.info({ reason: error.message }, 'malformed body');
      done(error instanceof MalformedForm ? malformed('form') : malformedJson(error, route));
    }
  });
}

function malformedJson({ message, place }: MalformedJson, { explains }: AnyRoute): ApiError {
  const details = explains ? { description: message, params: place } : {};
  return malformed('json', `body: ${message}`, details);
}

function parse(bytes: Buffer, { body, bodyIsOptional }: AnyRoute, isForm: boolean): unknown {
  if (isForm) return parseForm(bytes);
  if (body === UNPARSED_JSON) return bytes;
  return bodyIsOptional && bytes.length === 0 ? {} : parseStrictJson(bytes);
}
