import type { Answer } from '../call.ts';
import {
  type Case,
  type Expected,
  type Made,
  type Method,
  type SentRequest,
  type Step,
  single,
} from '../case.ts';
import { emptyList } from '../compare.ts';
import { FILES, GENERATE_URL, LINKS } from './bodies.ts';
import {
  additional,
  cast,
  format,
  type InvalidItem,
  inclusion,
  ofBody,
  required,
  schemaError,
} from './literal.ts';

type Asked = { action?: unknown; resource_id?: unknown; resource_name?: unknown; bucket?: unknown };

/** A link into a folder that nobody else has. */
export const ask = (asked: Asked, rest: Partial<SentRequest> = {}): SentRequest => ({
  method: 'POST',
  path: GENERATE_URL,
  as: 'portal',
  json: ({ uuid }) => ({ action: 'PUT', resource_id: uuid, resource_name: 'Договір №1.pdf', ...asked }),
  ...rest,
});
export const urlOf = (answer: Answer | undefined) =>
  String((answer?.body as { data?: { url?: unknown } } | undefined)?.data?.url);

const refused = (...items: InvalidItem[]): Expected => ({ status: 422, error: schemaError(...items) });
const field = (id: string, uk: string, asked: Asked, item: InvalidItem) =>
  single(
    `7/${id}`,
    '`action`, `resource_id`, `resource_name` are required; `action` is `PUT` or `GET`, `resource_id` a uuid.',
    uk,
    ask(asked),
    refused(item),
  );
const ACTIONS = inclusion(['PUT', 'GET']);

/** What lies behind links: it is the kit's own. */
const CONTENT = 'Вміст файлу договору: \u0000\u0001\uFFFF 😀\r\n';
const given = (action: 'PUT' | 'GET', name = 'one.pdf'): Step => ({
  request: ask({ action, resource_name: name }),
  expected: { status: 200 },
});
const through = (
  method: Method,
  url: (answers: readonly Answer[]) => string,
  expected: Expected,
  bytes?: Made<string>,
): Step => ({
  request: { method, path: ({ answers }) => url(answers), ...(bytes === undefined ? {} : { bytes }) },
  expected,
});
const first = (answers: readonly Answer[]) => urlOf(answers[0]);
const third = (answers: readonly Answer[]) => urlOf(answers[2]);
const UPLOADED: Expected = {
  holds: ({ status }) => (status >= 200 && status < 300 ? undefined : `the upload got ${status}`),
};
const FORBIDDEN: Expected = { status: 403 };
const upload: Step[] = [given('PUT'), through('PUT', first, UPLOADED, CONTENT)];
const sentence =
  'Only the signed method on only that object until it expires: another method, another object, a changed query is refused by the store with 403.';
const refusedThrough = (id: string, uk: string, method: Method, forged: (url: string) => string): Case => ({
  id: `7.2/${id}`,
  sentence,
  uk,
  steps: [
    ...upload,
    given('GET'),
    through(method, (answers) => forged(third(answers)), FORBIDDEN, method === 'PUT' ? 'forged' : undefined),
  ],
});

/** Links and what they do: SPEC 7, 7.2, 7.3. */
export const linkCases: readonly Case[] = [
  single(
    '7/url-alone',
    '200, `data` = `{"url": "…"}` and no other key.',
    'Відповідь має лише url.',
    ask({}),
    {
      status: 200,
      holds: (answer) =>
        Object.keys((answer.body as { data?: object })?.data ?? {}).join() === 'url' &&
        URL.canParse(urlOf(answer))
          ? undefined
          : 'expected the key url alone',
    },
  ),
  single(
    '7/file-not-there',
    'Nobody checks that the object or the legal entity exists.',
    'Посилання дають і на файл, якого немає.',
    ask({ action: 'GET' }),
    { status: 200 },
  ),
  field('action-unknown', 'Інша дія: 422.', { action: 'DELETE' }, ofBody('$.action', ACTIONS)),
  field('action-in-other-case', 'Дія малими літерами: 422.', { action: 'put' }, ofBody('$.action', ACTIONS)),
  field('action-missing', 'Дії немає: 422.', { action: undefined }, ofBody('$.action', required('action'))),
  field(
    'resource-id-missing',
    'Папки немає: 422.',
    { resource_id: undefined },
    ofBody('$.resource_id', required('resource_id')),
  ),
  field(
    'resource-id-not-uuid',
    'Папка не uuid: 422.',
    { resource_id: 'folder' },
    ofBody('$.resource_id', format),
  ),
  field(
    'resource-id-type',
    'Папка не рядок: 422.',
    { resource_id: 5 },
    ofBody('$.resource_id', cast('string', 'integer')),
  ),
  field(
    'resource-name-missing',
    'Назви файлу немає: 422.',
    { resource_name: undefined },
    ofBody('$.resource_name', required('resource_name')),
  ),
  single(
    '7/bucket-chosen',
    'The bucket is never chosen by the caller.',
    'Сховище не обирає той, хто просить.',
    ask({ bucket: 'other' }),
    refused(ofBody('$.bucket', additional('bucket', 'other'))),
  ),
  {
    id: '7.2/read-back',
    sentence: 'A file uploaded through a PUT link is read back byte-identical through a GET link.',
    uk: 'Файл, вивантажений за посиланням PUT, читається за посиланням GET байт у байт.',
    steps: [
      ...upload,
      given('GET'),
      through('GET', third, {
        status: 200,
        holds: ({ text }) => (text === CONTENT ? undefined : 'other bytes came back'),
      }),
    ],
  },
  refusedThrough('put-by-a-get-link', 'За посиланням GET не записати.', 'PUT', (url) => url),
  refusedThrough('delete-by-a-get-link', 'За посиланням GET не стерти.', 'DELETE', (url) => url),
  {
    id: '7.2/get-by-a-put-link',
    sentence,
    uk: 'За посиланням PUT не прочитати.',
    steps: [...upload, through('GET', first, FORBIDDEN)],
  },
  refusedThrough('other-object', 'Посилання не годиться для іншого файлу.', 'GET', (url) =>
    url.replace('one.pdf', 'two.pdf'),
  ),
  refusedThrough('other-folder', 'Посилання не годиться для іншої папки.', 'GET', (url) =>
    url.replace(/[0-9a-f]{12}\/one\.pdf/i, '000000000000/one.pdf'),
  ),
  refusedThrough(
    'changed-query',
    'Зі зміненим запитом посилання не діє.',
    'GET',
    (url) => `${url}&response-content-type=text%2Fhtml`,
  ),
  refusedThrough('changed-signature', 'Зі зміненим підписом посилання не діє.', 'GET', (url) =>
    url.replace(/([Ss]ig(nature)?=)(.)/, (_, name, __, digit) => name + (digit === '0' ? '1' : '0')),
  ),
  refusedThrough(
    'without-query',
    'Без підпису посилання не діє.',
    'GET',
    (url) => url.split('?')[0] as string,
  ),
  ...folderCases(),
];

/** The list of a folder: SPEC 7.3. */
function folderCases(): Case[] {
  const list = (path: SentRequest['path']): SentRequest => ({ method: 'GET', path, as: 'portal' });
  return [
    {
      id: '7.3/uploaded',
      sentence: 'Lists the folder: `[{"resource_name","size","last_modified","etag"}]`, paged as in 2.',
      uk: 'У папці є вивантажений файл: назва, розмір, час, etag.',
      steps: [
        ...upload,
        {
          request: list(({ uuid }) => `${FILES}?resource_id=${uuid}`),
          expected: {
            status: 200,
            holds({ body }) {
              const { data, paging } = (body ?? {}) as { data?: Record<string, unknown>[]; paging?: object };
              const [file] = data ?? [];
              if (data?.length !== 1 || file?.resource_name !== 'one.pdf')
                return 'expected the one file one.pdf';
              if (file.size !== Buffer.byteLength(CONTENT))
                return `its size is not ${Buffer.byteLength(CONTENT)}`;
              const keys = Object.keys(file).toSorted().join();
              if (keys !== 'etag,last_modified,resource_name,size') return `its keys are ${keys}`;
              return paging === undefined ? 'expected paging' : undefined;
            },
          },
        },
      ],
    },
    single(
      '7.3/empty',
      'Lists the folder.',
      'Порожня папка: порожній список.',
      list(({ uuid }) => `${FILES}?resource_id=${uuid}`),
      { status: 200, data: emptyList },
    ),
    {
      id: '7.3/links',
      sentence: 'Who was given a link, for what, when, until when, from the audit log; newest first.',
      uk: 'Видані посилання: яке, на який файл, коли, до якого часу.',
      steps: [
        ...upload,
        {
          request: list(({ uuid }) => `${LINKS}?resource_id=${uuid}`),
          expected: {
            status: 200,
            holds({ body }) {
              const [link] = (body as { data?: Record<string, unknown>[] } | undefined)?.data ?? [];
              if (link?.resource_name !== 'one.pdf' || link.action !== 'PUT')
                return 'expected the link to upload one.pdf';
              return JSON.stringify(body).match(/signature|https?:\/\/[^"]*one\.pdf/i)
                ? 'a link can be read in it'
                : undefined;
            },
          },
        },
      ],
    },
    single('7.3/resource-id-missing', '`files?resource_id=<uuid>`', 'Без resource_id: 422.', list(FILES), {
      status: 422,
    }),
    single(
      '7.3/resource-id-not-uuid',
      '`files?resource_id=<uuid>`',
      'resource_id не uuid: 422.',
      list(`${FILES}?resource_id=1`),
      { status: 422 },
    ),
  ];
}
