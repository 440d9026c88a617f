import { type Case, type Expected, type SentRequest, single } from '../case.ts';
import { create, LICENSES, licenseBody, PASSED_THE_SCHEMA, PRIMARY } from './bodies.ts';
import {
  contentTypeInvalid,
  MALFORMED,
  METHOD_NOT_ALLOWED,
  NOT_ACCEPTABLE,
  ROUTE_UNKNOWN,
  TOO_LARGE,
} from './literal.ts';

const list = (rest: Partial<SentRequest> = {}): SentRequest => ({
  method: 'GET',
  path: LICENSES,
  as: 'clinic',
  ...rest,
});
const malformed = (id: string, uk: string, bytes: string | Buffer): Case =>
  single(
    `2/${id}`,
    '400 malformed JSON, invalid UTF-8, duplicate keys: `request_malformed`.',
    uk,
    create(undefined, { bytes }),
    { status: 400, error: MALFORMED },
  );
const typed = (id: string, uk: string, header: [string, string | null], expected: Expected): Case =>
  single(
    `2/${id}`,
    '415 `content_type_invalid`: the content type is `application/json`, and nothing is encoded.',
    uk,
    create(licenseBody(PRIMARY), { headers: [header] }),
    expected,
  );
const requestId = (id: string, uk: string, value: string, isKept: boolean): Case =>
  single(
    `2/${id}`,
    '`X-Request-ID` is reused when it matches `^[A-Za-z0-9._#:-]{1,128}$`, else generated.',
    uk,
    list({ headers: [['X-Request-ID', value]] }),
    {
      status: 200,
      holds({ headers }) {
        const got = headers['x-request-id'];
        if (isKept) return got === value ? undefined : `expected the id ${value} but got ${got}`;
        return got === value || got === undefined ? `expected a new id but got ${got}` : undefined;
      },
    },
  );
const UNSUPPORTED = { status: 415, error: contentTypeInvalid('Content-Type') };
const LIMIT_BYTES = 1024 * 1024;
/** A body that is refused after the schema, filled up with blanks to a size. */
const filled = (bytes: number) => {
  const json = JSON.stringify(licenseBody(PRIMARY));
  return json + ' '.repeat(bytes - Buffer.byteLength(json));
};
const DUPLICATE = JSON.stringify(licenseBody()).replace('{', '{"type":"MSP",');
const KOI8 = Buffer.concat([
  Buffer.from('{"issued_by":"'),
  Buffer.from([0xeb, 0xc9, 0xc5, 0xd7]),
  Buffer.from('"}'),
]);

/** Headers, methods, media types, sizes and JSON of SPEC 2. */
export const messageCases: readonly Case[] = [
  requestId('request-id-kept', 'Ідентифікатор запиту збережено.', 'Aa-z.0_9#:', true),
  requestId('request-id-longest', 'Ідентифікатор зі 128 символів збережено.', 'a'.repeat(128), true),
  requestId('request-id-too-long', 'Задовгий ідентифікатор замінено новим.', 'a'.repeat(129), false),
  requestId('request-id-characters', 'Ідентифікатор із чужими символами замінено новим.', 'a b;c', false),
  single(
    '2/forwarded-host',
    'The scheme and host of `url` honour a trusted proxy’s `X-Forwarded-*` and nobody else’s.',
    'X-Forwarded-* від чужих не змінює meta.url.',
    list({
      headers: [
        ['X-Forwarded-Host', 'evil.example'],
        ['X-Forwarded-Proto', 'gopher'],
      ],
    }),
    {
      status: 200,
      holds: ({ text }) =>
        /evil\.example|gopher/.test(text) ? 'meta.url is what a stranger forwarded' : undefined,
    },
  ),
  single(
    '2/unknown-route',
    '404 unknown route: `not_found`, without a message.',
    'Невідома адреса: 404 без тексту.',
    list({ path: '/api/nothing-of-this-name' }),
    { status: 404, error: ROUTE_UNKNOWN },
  ),
  single(
    '2/method-not-allowed',
    '405 known path, other method: `method_not_allowed`, header `Allow`.',
    'Інший метод відомої адреси: 405 із заголовком Allow.',
    { method: 'DELETE', path: LICENSES, as: 'clinic' },
    { status: 405, error: METHOD_NOT_ALLOWED, headers: { allow: /\bGET\b.*\bPOST\b|\bPOST\b.*\bGET\b/ } },
  ),
  single(
    '2/accept-html',
    '406 `content_type_invalid`: Accept header is missing or invalid.',
    'Accept без JSON: 406.',
    list({ headers: [['Accept', 'text/html']] }),
    { status: 406, error: NOT_ACCEPTABLE },
  ),
  single(
    '2/accept-absent',
    'An absent `Accept` is fine.',
    'Без Accept теж можна.',
    list({ headers: [['Accept', null]] }),
    { status: 200 },
  ),
  single('2/accept-any', '`*/*` is fine.', 'Accept: */* теж добре.', list({ headers: [['Accept', '*/*']] }), {
    status: 200,
  }),
  typed('content-type-text', 'Тіло не JSON: 415.', ['Content-Type', 'text/plain'], UNSUPPORTED),
  typed(
    'content-type-form',
    'Форма замість JSON: 415.',
    ['Content-Type', 'application/x-www-form-urlencoded'],
    UNSUPPORTED,
  ),
  typed('content-type-absent', 'Без Content-Type: 415.', ['Content-Type', null], UNSUPPORTED),
  typed(
    'content-type-charset',
    'Charset UTF-8 дозволено.',
    ['Content-Type', 'application/json; charset=utf-8'],
    PASSED_THE_SCHEMA,
  ),
  typed('content-encoding', 'Стиснене тіло: 415, названо Content-Encoding.', ['Content-Encoding', 'gzip'], {
    status: 415,
    error: contentTypeInvalid('Content-Encoding'),
  }),
  malformed('malformed-json', 'Зіпсований JSON: 400.', '{"type": "PHARMACY_DRUGS",'),
  malformed('empty-body', 'Порожнє тіло: 400.', ''),
  malformed('trailing-text', 'Текст після JSON: 400.', `${JSON.stringify(licenseBody())} x`),
  malformed('duplicate-keys', 'Повторений ключ: 400.', DUPLICATE),
  malformed('invalid-utf8', 'Не UTF-8: 400.', KOI8),
  single(
    '2/too-large',
    '413 (limit 1 MiB) `request_too_large`.',
    'Тіло понад 1 МіБ: 413.',
    create(undefined, { bytes: filled(LIMIT_BYTES + 1) }),
    { status: 413, error: TOO_LARGE },
  ),
  single(
    '2/largest-body',
    '413 (limit 1 MiB): exactly 1 MiB is read.',
    'Тіло рівно в 1 МіБ прочитано.',
    create(undefined, { bytes: filled(LIMIT_BYTES) }),
    PASSED_THE_SCHEMA,
  ),
  single(
    '2/too-many-names',
    'A body of more than 1 000 names is refused with 413 before it is validated.',
    'Понад 1000 імен у тілі: 413.',
    create(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`n${n}`, 0]))),
    { status: 413, error: TOO_LARGE },
  ),
  single(
    '2/head',
    '`HEAD` answers like `GET`, without the body.',
    'HEAD відповідає як GET, лише без тіла.',
    list({ method: 'HEAD' }),
    { status: 200, holds: ({ text }) => (text === '' ? undefined : 'expected no body') },
  ),
  single(
    '2/head-of-a-refusal',
    '`HEAD` answers like `GET`, without the body, on every path of the API.',
    'HEAD без токена: 401 без тіла.',
    { method: 'HEAD', path: LICENSES },
    { status: 401, holds: ({ text }) => (text === '' ? undefined : 'expected no body') },
  ),
  single(
    '2/bearer-blanks',
    '`Authorization: Bearer` may be followed by one or more blanks.',
    'Після Bearer може бути кілька пробілів.',
    list({ authorization: (token) => `Bearer   ${token}` }),
    { status: 200 },
  ),
];
