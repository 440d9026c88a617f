import type { Answer } from '../call.ts';
import type { StandingCase } from '../case.ts';

/** Answers in the envelope: those of the API that have a body. */
const isOfApi = (answer: Answer, origin: string) =>
  answer.url.startsWith(`${origin}/api/`) && answer.method !== 'HEAD' && answer.status !== 304;
const enveloped =
  (judge: (answer: Answer, origin: string) => string | undefined) => (answer: Answer, origin: string) =>
    isOfApi(answer, origin) ? judge(answer, origin) : undefined;
const expected = (what: unknown, got: unknown) =>
  what === got ? undefined : `expected ${JSON.stringify(what)} but got ${JSON.stringify(got)}`;

/** Sentences of SPEC 2 about every answer. */
export const standingCases: readonly StandingCase[] = [
  {
    id: '2/envelope',
    sentence: 'Every JSON answer is `{"meta":…, "data":…}` or `{"meta":…, "error":…}`, lists add `"paging"`.',
    uk: 'Кожна відповідь має meta і data або meta й error; списки ще й paging.',
    judge: enveloped(({ body, headers }) => {
      if (body === undefined)
        return `expected a JSON object but got ${headers['content-type'] ?? 'no Content-Type'}`;
      const keys = Object.keys(body as object)
        .filter((key) => key !== 'paging')
        .join();
      return keys === 'meta,data' || keys === 'meta,error' ? undefined : `got the keys ${keys}`;
    }),
  },
  {
    id: '2/meta-code',
    sentence: '`meta.code` is the HTTP status.',
    uk: 'meta.code дорівнює статусу HTTP.',
    judge: enveloped(({ status, meta }) => expected(status, meta?.code)),
  },
  {
    id: '2/meta-url',
    sentence: '`meta.url` is `<scheme>://<host><path without query>`.',
    uk: 'meta.url — адреса без запиту.',
    judge: enveloped(({ url, meta }) => expected(url.split('?')[0], meta?.url)),
  },
  {
    id: '2/meta-type',
    sentence: '`type` is `list` exactly when `data` is an array.',
    uk: 'meta.type дорівнює list лише тоді, коли data — список.',
    judge: enveloped(({ body, meta }) =>
      expected(Array.isArray((body as { data?: unknown } | undefined)?.data) ? 'list' : 'object', meta?.type),
    ),
  },
  {
    id: '2/request-id-returned',
    sentence: 'The request id is returned in the `X-Request-ID` header and in `meta.request_id`.',
    uk: 'Ідентифікатор запиту є і в заголовку, і в meta.',
    judge: enveloped(({ headers, meta }) => {
      const id = headers['x-request-id'];
      return id === undefined ? 'there is no X-Request-ID' : expected(id, meta?.request_id);
    }),
  },
  {
    id: '2/no-store',
    sentence: 'Everything but dictionaries, documents and pages carries `Cache-Control: no-store`.',
    uk: 'Усе, крім довідників, документів і сторінок, має Cache-Control: no-store.',
    judge: enveloped(({ url, status, headers }) =>
      /\/api\/(v2\/)?dictionaries/.test(url) && status === 200
        ? undefined
        : /\bno-store\b/.test(headers['cache-control'] ?? '')
          ? undefined
          : `got Cache-Control ${headers['cache-control'] ?? 'absent'}`,
    ),
  },
  {
    id: '2/nosniff',
    sentence: 'Everything carries `X-Content-Type-Options: nosniff`.',
    uk: 'Усе має X-Content-Type-Options: nosniff.',
    judge: enveloped(({ headers }) => expected('nosniff', headers['x-content-type-options'])),
  },
  {
    id: '2/help-link',
    sentence: 'Every error answer carries `Link: <…/docs/errors/<code>>; rel="help"`.',
    uk: 'Кожна відповідь про помилку має Link на сторінку, що її пояснює.',
    judge: enveloped(({ status, headers }) =>
      status < 400 || /<[^>]*\/docs\/errors\/[a-z0-9-]+>;\s*rel="?help"?/.test(headers.link ?? '')
        ? undefined
        : `got Link ${headers.link ?? 'absent'}`,
    ),
  },
  {
    id: '2/no-internal-error',
    sentence: '500 `internal_error`: never a stack, SQL or path.',
    uk: 'Жоден запит не призводить до 500.',
    judge: enveloped(({ status }) => (status === 500 ? 'got 500' : undefined)),
  },
  {
    id: '2/snake-case',
    sentence: 'Field names are snake_case.',
    uk: 'Імена полів записано в snake_case.',
    judge: enveloped(({ body }) => {
      const { data } = (body ?? {}) as { data?: unknown };
      const first = Array.isArray(data) ? data[0] : data;
      const other = Object.keys((first ?? {}) as object).find((key) => !/^[a-z0-9_]+$/.test(key));
      return other === undefined ? undefined : `got the field ${other}`;
    }),
  },
];
