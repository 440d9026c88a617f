import { type Case, type Expected, type SentRequest, single } from '../case.ts';
import { create, FILES, GENERATE_URL, LICENSES, licenseBody, PASSED_THE_SCHEMA, PRIMARY } from './bodies.ts';
import { KEY_INVALID, KEY_MISSING, scopeMissing, TOKEN_INVALID } from './literal.ts';

const list = (rest: Partial<SentRequest> = {}): SentRequest => ({
  method: 'GET',
  path: LICENSES,
  as: 'clinic',
  ...rest,
});
const refused = (error: unknown): Expected => ({ status: 401, error });
const NO_TOKEN =
  'Missing header, wrong scheme, unknown, revoked, expired, blocked client or user: 401 `Invalid access token`.';
const noToken = (id: string, uk: string, rest: Partial<SentRequest>): Case =>
  single(`3/${id}`, NO_TOKEN, uk, list(rest), refused(TOKEN_INVALID));
const noScope = (id: string, uk: string, scope: string, request: SentRequest): Case =>
  single(
    `3/${id}`,
    `403 \`Your scope does not allow to access this resource. Missing allowances: ${scope}\``,
    uk,
    request,
    { status: 403, error: scopeMissing(scope) },
  );
const link: SentRequest = { method: 'POST', path: GENERATE_URL, as: 'portal', json: {} };

const KEY_FIRST = 'API key: required on `/api/admin/*` (there it is checked *before* the token).';
const BROKERS = 'For tokens of `BROKER` clients a missing or wrong API key → 401 `Invalid access token`.';
const ORDER = 'The order is fixed: 401 → 403 → 415/413/400 → 422 schema → business checks.';
const order = (id: string, uk: string, request: SentRequest, expected: Expected): Case =>
  single(`3/order-${id}`, ORDER, uk, request, expected);
const BROKEN = { bytes: 'no JSON', headers: [['Content-Type', 'text/plain']] } as const;

/** Who may call: SPEC 3. */
export const accessCases: readonly Case[] = [
  noToken('no-token', 'Без токена: 401.', { authorization: null }),
  noToken('wrong-scheme', 'Інша схема авторизації: 401.', { authorization: 'Basic dXNlcjpwYXNz' }),
  noToken('empty-token', 'Порожній токен: 401.', { authorization: 'Bearer ' }),
  noToken('unknown-token', 'Невідомий токен: 401.', { authorization: 'Bearer nobody-has-this-token' }),
  noToken('token-with-a-tail', 'Токен із зайвим символом: 401.', {
    authorization: (token) => `Bearer ${token}x`,
  }),
  noToken('token-in-other-case', 'Токен, записаний іншими літерами: 401.', {
    authorization: (token) => `Bearer ${token.toUpperCase()}`,
  }),
  noToken('expired-token', 'Прострочений токен: 401.', { as: 'expired' }),
  noToken('blocked-client', 'Клієнта заблоковано: 401.', { as: 'blockedClient' }),
  noToken('blocked-user', 'Користувача заблоковано: 401.', { as: 'blockedUser' }),
  single(
    '3/www-authenticate',
    '401 `Invalid access token`, header `WWW-Authenticate: Bearer`.',
    'Відповідь 401 має WWW-Authenticate: Bearer.',
    list({ authorization: null }),
    { status: 401, headers: { 'www-authenticate': /^Bearer\b/ } },
  ),
  noScope(
    'scope-to-write',
    'Без license:write: 403.',
    'license:write',
    create(licenseBody(), { as: 'readOnly' }),
  ),
  noScope('scope-to-read', 'Без license:read: 403.', 'license:read', list({ as: 'writeOnly' })),
  noScope(
    'scope-exact',
    'Scope порівнюють точно: схожий не годиться.',
    'license:read',
    list({ as: 'oddScope' }),
  ),
  noScope('scope-of-update', 'PATCH без license:write: 403.', 'license:write', {
    method: 'PATCH',
    path: ({ uuid }) => `${LICENSES}/${uuid}`,
    as: 'readOnly',
    json: licenseBody(),
  }),
  noScope('scope-of-links', 'Посилання без private_contracts:write: 403.', 'private_contracts:write', {
    ...link,
    as: 'portalReader',
  }),
  noScope('scope-of-files', 'Список файлів без private_contracts:read: 403.', 'private_contracts:read', {
    method: 'GET',
    path: ({ uuid }) => `${FILES}?resource_id=${uuid}`,
    as: 'registry',
  }),
  noScope('scope-across', 'Ліцензії всіх закладів без license_expiry:read: 403.', 'license_expiry:read', {
    method: 'GET',
    path: '/api/admin/licenses?expires_before=2030-01-01',
    as: 'portal',
  }),
  noScope('scope-of-legal-entities', 'Заклади без legal_entity:read: 403.', 'legal_entity:read', {
    method: 'GET',
    path: '/api/v2/legal_entities',
    as: 'readOnly',
  }),
  single(
    '3/key-missing',
    'Missing → 401 `Api key is not set`.',
    'Адмінметод без ключа: 401.',
    { ...link, apiKey: null },
    refused(KEY_MISSING),
  ),
  single(
    '3/key-unknown',
    'Unknown, revoked or blocked → 401 `Invalid api key`.',
    'Невідомий ключ: 401.',
    { ...link, apiKey: 'nobody-has-this-key' },
    refused(KEY_INVALID),
  ),
  single(
    '3/key-missing-before-token',
    KEY_FIRST,
    'Ключ перевіряють раніше за токен: ключа немає.',
    { ...link, apiKey: null, authorization: null },
    refused(KEY_MISSING),
  ),
  single(
    '3/key-unknown-before-token',
    KEY_FIRST,
    'Ключ перевіряють раніше за токен: ключ невідомий.',
    { ...link, apiKey: 'nobody-has-this-key', authorization: null },
    refused(KEY_INVALID),
  ),
  single(
    '3/token-after-key',
    KEY_FIRST,
    'Ключ добрий, токена немає: 401 про токен.',
    { ...link, authorization: null },
    refused(TOKEN_INVALID),
  ),
  single(
    '3/broker-with-key',
    'On the public methods it is required only for tokens of clients whose access type is `BROKER`.',
    'BROKER із ключем проходить.',
    list({ as: 'broker' }),
    { status: 200 },
  ),
  single(
    '3/broker-without-key',
    BROKERS,
    'BROKER без ключа: 401.',
    list({ as: 'broker', apiKey: null }),
    refused(TOKEN_INVALID),
  ),
  single(
    '3/broker-wrong-key',
    BROKERS,
    'BROKER із чужим ключем: 401.',
    list({ as: 'broker', apiKey: 'nobody-has-this-key' }),
    refused(TOKEN_INVALID),
  ),
  single(
    '3/direct-without-key',
    'For `DIRECT` clients it may be absent.',
    'DIRECT без ключа проходить.',
    list({ apiKey: null }),
    { status: 200 },
  ),
  single(
    '3/direct-wrong-key',
    'For `DIRECT` clients a wrong one is refused all the same.',
    'DIRECT із чужим ключем: 401.',
    list({ apiKey: 'nobody-has-this-key' }),
    refused(TOKEN_INVALID),
  ),
  single(
    '3/dictionaries-public',
    'GET /api/dictionaries, /api/v2/dictionaries: none, public.',
    'Довідники відкриті для всіх.',
    { method: 'GET', path: '/api/dictionaries' },
    { status: 200 },
  ),
  single(
    '3/psk-ignored',
    '`X-Custom-PSK` is accepted and ignored, unless values are configured.',
    'X-Custom-PSK приймають і не зважають на нього.',
    list({ headers: [['X-Custom-PSK', 'whatever']] }),
    { status: 200 },
  ),
  order(
    '401-before-403',
    'Токен перевіряють раніше за scope і тіло.',
    create(undefined, { as: 'readOnly', authorization: 'Bearer nobody-has-this-token', ...BROKEN }),
    refused(TOKEN_INVALID),
  ),
  order(
    '403-before-415',
    'Scope перевіряють раніше за тип тіла.',
    create(undefined, { as: 'readOnly', ...BROKEN }),
    { status: 403, error: scopeMissing('license:write') },
  ),
  order('415-before-400', 'Тип тіла перевіряють раніше за JSON.', create(undefined, BROKEN), { status: 415 }),
  order(
    '400-before-422',
    'JSON перевіряють раніше за схему.',
    create(undefined, { bytes: '{"type":1,"type":2}' }),
    { status: 400 },
  ),
  order('403-before-422', 'Scope перевіряють раніше за схему.', create({}, { as: 'readOnly' }), {
    status: 403,
    error: scopeMissing('license:write'),
  }),
  order(
    '422-before-rules',
    'Схему перевіряють раніше за бізнес-правила.',
    create(licenseBody({ issued_by: 7 }), { as: 'closed' }),
    {
      status: 422,
      holds: ({ text }) => (text.includes('"cast"') ? undefined : 'expected the schema error'),
    },
  ),
  order(
    'of-a-sound-request',
    'Добрий запит доходить до бізнес-правил.',
    create(licenseBody(PRIMARY)),
    PASSED_THE_SCHEMA,
  ),
];
