import type { AnySchema } from 'ajv';
import type { FastifyBaseLogger } from 'fastify';
import type { Access, Principal, TokenAccess } from '../auth/access.ts';
import type { ErrorDefinition, InvalidEntry } from '../platform/errors/error-definition.ts';
import type { RefusalObserver, Rule } from '../platform/errors/rules.ts';
import type { Preconditions } from '../platform/http/conditional.ts';
import type { SchemaOf } from '../platform/json/typed-schema.ts';
import type { AnswerKind, AnswerOf } from './answers.ts';
import type { QuerySchema, QueryValues } from './query.ts';

type Caller = { principal: Principal };
type Nobody = { principal: null };

/**
 * What a handler gets of a request. `Parts` are those that depend on its declaration, of which a handler names what it
 * uses: `params` (segments of the path, decoded), `query` (read as declared), `body` (has passed the schema), `read` (what
 * `readBody` made of it).
 */
export type HandledRequest<Parts = object, Who = Caller> = Who & {
  requestId: string;
  /** Scheme and host under which the caller reached us. */
  origin: string;
  /** The caller's address, as a trusted proxy has it. */
  address: string;
  /** The query as it was sent, without its question mark: for who reads parameters that `query` does not declare. */
  search: string;
  /**
   * The value of a header, name in lower case; undefined where it was not sent. Several are one list (RFC 9110, 5.2), which
   * is no key, credential or origin: what may be sent once alone is wrong then, not absent.
   */
  header(name: string): string | undefined;
  /** Conditions of HTTP that the request sets; none unless the route declares that it judges them. */
  preconditions: Preconditions;
  log: FastifyBaseLogger;
  /** Where a broken rule is counted and noted for the log line. */
  observeRefusal: RefusalObserver;
  /** Adds fields to the request's line in the log. */
  note(fields: Readonly<Record<string, unknown>>): void;
} & Parts;

/** The successful answer, for the published documentation; its status is the one that is sent, but for 204 and 303. */
export type Success = {
  status: 200 | 201 | 303;
  description: string;
  /** Schema of `data`, of the bare body, or absent where the answer is no JSON. */
  data?: AnySchema;
  /** To a form, where JSON may be sent as well; absent: the same. */
  toForm?: { status: 200; data: AnySchema };
  /** It carries an ETag, and on GET `If-None-Match` can spare it. */
  tagged?: true;
  /** It carries Last-Modified as well. */
  dated?: true;
  /** Its `Link` with `rel="next"` is the URL of the rest. */
  leadsOn?: true;
};

/** The body is called JSON and comes as its bytes: who handles it has a syntax error of its own. */
export const UNPARSED_JSON: SchemaOf<Buffer> = {};

type Declaration = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  /** Section of SPEC.md. */
  spec: string;
  summary: string;
  access: Access;
  /** JSON Schema of a JSON body, or UNPARSED_JSON. */
  body?: AnySchema;
  /** An absent or empty body is taken for `{}`: all that it can say has a default. */
  bodyIsOptional?: true;
  /**
   * JSON Schema of the fields of an HTML form; a field that is sent twice is an array. Beside `body`: the content type says
   * which is sent, and a form is answered, errors included, in the second kind of `answers`.
   */
  form?: AnySchema;
  /** Known query parameters; others are ignored. */
  query?: QuerySchema;
  /** Default: the envelope of SPEC 2. The first is the kind in which errors are answered. */
  answers?: readonly AnswerKind[];
  success: Success;
  /** The business rules of the method in their order: its other answers. */
  rules?: readonly Rule<never>[];
  /** What it refuses before its rules, besides what any method of its access and body does: its own way of telling who asks. */
  refusals?: readonly ErrorDefinition[];
  /**
   * The handler waits for another service: inside the transaction of an idempotency key it takes a turn first, so that
   * half of the database's connections stay for the other methods when that service hangs.
   */
  callsOut?: true;
  /**
   * A list or a search over what grows with the registry: its statements take turns in the lane of lists, so that nobody
   * else waits for them (SPEC 2, "Cost").
   */
  lane?: 'lists';
  /** The handler judges `preconditions`; otherwise a request with If-Match and its like is refused. */
  preconditions?: true;
  /** At least one of these query parameters has to be there. */
  anyOf?: readonly string[];
  /** No source fixes its answers: `invalid` tells where a body stops being JSON, which otherwise only `X-Warning` does. */
  explains?: true;
  /** Segments of the path that nobody but the caller may see: `meta.url` has their names in place of them. */
  secretParams?: readonly string[];
  /**
   * The answer is a secret: an idempotency key keeps it encrypted under the caller's API key, or where none is asked for
   * under the access token.
   */
  answerIsSecret?: true;
};

/**
 * One method of the API: declared here, enforced by `register.ts`, documented from the same object. `Services` is what
 * its handler needs besides the request: database, clock, and what features have of their own.
 */
export type Route<Services = never> = Declaration & {
  rules: readonly Rule<never>[];
  readBody?(body: unknown, services: Services): { invalid: InvalidEntry[]; read?: unknown };
  handle(request: never, services: Services): Promise<AnswerOf<AnswerKind>>;
};

/** Any route, for whoever reads declarations only. */
export type AnyRoute = Route<never>;

type ParamsOf<Path extends string> = {
  [Name in ParamNames<Path>]: string;
};
/** `*` at the end of a path is all of its rest. */
type ParamNames<Path extends string> = Path extends `${string}/*`
  ? '*'
  : Path extends `${string}:${infer Name}/${infer Rest}`
    ? Name | ParamNames<Rest>
    : Path extends `${string}:${infer Name}`
      ? Name
      : never;
/** A method that takes both is told which was sent. */
type SentBody<Body, Form> = { isForm: false; body: Body } | { isForm: true; body: Form };
type CallerOf<Who> = Who extends TokenAccess ? Caller : Nobody;

/**
 * Declares a method. Its handler's first argument is inferred from the declaration, the second from the handler.
 * @param route `readBody` is what a JSON Schema cannot express: its mistakes are told together with the schema's, and
 *   what it read goes to the handler
 */
export function defineRoute<
  const Path extends `/${string}`,
  const Who extends Access,
  Services,
  Body = never,
  const Query extends QuerySchema = Record<never, never>,
  const Kind extends AnswerKind = 'envelope',
  Read = undefined,
  Form = never,
>(
  route: Omit<Declaration, 'path' | 'access' | 'body' | 'form' | 'query' | 'answers'> & {
    path: Path;
    access: Who;
    /** Made by `typedSchema`. */
    body?: SchemaOf<Body>;
    form?: SchemaOf<Form>;
    query?: Query;
    answers?: readonly Kind[];
    readBody?(body: unknown, services: Services): { invalid: InvalidEntry[]; read?: Read };
    handle(
      request: HandledRequest<
        { params: ParamsOf<Path>; query: QueryValues<Query>; read: NoInfer<Read> } & SentBody<
          NoInfer<Body>,
          NoInfer<Form>
        >,
        CallerOf<Who>
      >,
      services: Services,
    ): Promise<AnswerOf<Kind>>;
  },
): Route<Services> {
  // Which answers it gives has been checked above; a Route as such may give any.
  return { rules: [], ...route } as Route<Services>;
}
