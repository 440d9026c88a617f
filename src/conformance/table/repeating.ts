import { type Answer, replayedIn } from '../call.ts';
import type { Case, Expected, SentRequest, Step } from '../case.ts';
import { create, licenseBody, ONLY_ADDITIONAL, PRIMARY } from './bodies.ts';
import { scopeMissing, TOKEN_INVALID } from './literal.ts';

/** The scene's text is the key: every step of a case sends the same, and no other case does. */
const keyed = (json: SentRequest['json'], rest: Partial<SentRequest> = {}): SentRequest =>
  create(json, { headers: ({ unique }) => [['X-Idempotency-Key', unique]], ...rest });

const isReplay = (isExpected: boolean): Pick<Expected, 'headers'> => ({
  headers: { 'idempotent-replayed': isExpected ? 'true' : null },
});
const idOf = ({ body }: Answer) => (body as { data?: { id?: string } } | undefined)?.data?.id;
const first = (request: SentRequest, expected: Expected): Step => ({
  request,
  expected: { ...isReplay(false), ...expected },
});
const refusedPrimary = first(keyed(licenseBody(PRIMARY)), { status: 422, error: ONLY_ADDITIONAL });
/** A refusal before the business rules is no first answer: what comes next under its key runs. */
const runsAfter = (id: string, what: string, uk: string, refusal: Step): Case => ({
  id: `2/idempotency-after-${id}`,
  sentence: `Only 2xx and 4xx decided by business rules are stored; ${what} are not.`,
  uk,
  steps: [refusal, refusedPrimary],
});

/** Idempotency of SPEC 2. */
export const repeatingCases: readonly Case[] = [
  {
    id: '2/idempotency-replay',
    sentence:
      'The same key, client, method, path and body within 24 h returns the stored first answer and adds the header `Idempotent-Replayed: true`; nothing runs again.',
    uk: 'Повторений запит із тим самим ключем дає першу відповідь із заголовком Idempotent-Replayed: true.',
    steps: [
      first(keyed(licenseBody(), { as: 'spare' }), { status: 201 }),
      {
        request: keyed(licenseBody(), { as: 'spare' }),
        expected: {
          status: 201,
          ...isReplay(true),
          holds: (answer, { answers }) =>
            idOf(answer) !== undefined && idOf(answer) === idOf(answers[0] as Answer)
              ? undefined
              : 'expected the licence of the first answer',
        },
      },
    ],
  },
  {
    id: '2/idempotency-request-id',
    sentence: '`meta.request_id` is the new one.',
    uk: 'У повтореній відповіді meta.request_id новий.',
    steps: [
      refusedPrimary,
      {
        request: keyed(licenseBody(PRIMARY), {
          headers: ({ unique }) => [
            ['X-Idempotency-Key', unique],
            ['X-Request-ID', 'the-second-request'],
          ],
        }),
        expected: {
          ...isReplay(true),
          holds: ({ meta }) =>
            meta?.request_id === 'the-second-request'
              ? undefined
              : `expected the-second-request but got ${meta?.request_id}`,
        },
      },
    ],
  },
  {
    id: '2/idempotency-of-a-refusal',
    sentence: 'Only 2xx and 4xx decided by business rules are stored.',
    uk: 'Відмову бізнес-правила збережено й повторено.',
    steps: [
      refusedPrimary,
      {
        request: keyed(licenseBody(PRIMARY)),
        expected: { status: 422, error: ONLY_ADDITIONAL, ...isReplay(true) },
      },
    ],
  },
  {
    id: '2/idempotency-other-body',
    sentence:
      'The same key with another body → 422, rule `invalid`, entry `X-Idempotency-Key`, entry_type `header`.',
    uk: 'Той самий ключ з іншим тілом: 422, названо заголовок.',
    steps: [
      refusedPrimary,
      {
        request: keyed(licenseBody({ ...PRIMARY, order_no: '2' })),
        expected: {
          status: 422,
          ...isReplay(false),
          holds({ body }) {
            const invalid = (body as { error?: { invalid?: Record<string, unknown>[] } })?.error?.invalid;
            const { entry, entry_type, rules } = invalid?.[0] ?? {};
            const rule = (rules as { rule?: string }[] | undefined)?.[0]?.rule;
            return `${entry} ${entry_type} ${rule}` === 'X-Idempotency-Key header invalid'
              ? undefined
              : `expected entry X-Idempotency-Key, entry_type header, rule invalid but got ${JSON.stringify(invalid)}`;
          },
        },
      },
    ],
  },
  {
    id: '2/idempotency-other-client',
    sentence: 'The same key, client, method, path and body: another client’s key is another one.',
    uk: 'Ключ іншого клієнта нічого не повторює.',
    steps: [refusedPrimary, { ...refusedPrimary, request: { ...refusedPrimary.request, as: 'lapsed' } }],
  },
  {
    id: '2/idempotency-in-meta',
    sentence: '`meta` has `"idempotency_key"` when one was sent.',
    uk: 'meta має idempotency_key, якщо ключ надіслано.',
    steps: [
      {
        request: keyed(licenseBody(PRIMARY)),
        expected: {
          holds: ({ meta }, { unique }) =>
            meta?.idempotency_key === unique
              ? undefined
              : `expected ${unique} but got ${JSON.stringify(meta?.idempotency_key)}`,
        },
      },
    ],
  },
  runsAfter('401', '401, 403, 429 and 5xx', 'Відмову 401 не збережено.', {
    request: keyed(licenseBody(PRIMARY), { authorization: 'Bearer nobody-has-this-token' }),
    expected: { status: 401, error: TOKEN_INVALID },
  }),
  {
    ...runsAfter('403', '401, 403, 429 and 5xx', 'Відмову 403 не збережено й не повторено.', {
      request: keyed(licenseBody(PRIMARY), { as: 'readOnly' }),
      expected: { status: 403, error: scopeMissing('license:write') },
    }),
  },
  runsAfter(
    'schema',
    'schema errors',
    'Помилку схеми не збережено: той самий ключ годиться для виправленого тіла.',
    {
      request: keyed({}),
      expected: { status: 422 },
    },
  ),
  {
    id: '2/idempotency-concurrent',
    sentence: 'Two concurrent requests with one key never create two records.',
    uk: 'Одночасні запити з одним ключем створюють один запис.',
    steps: [
      {
        request: keyed(licenseBody(), { as: 'spare', times: 6 }),
        expected: {
          together(answers) {
            const unexpected = answers.find(({ status }) => status !== 201 && status !== 409);
            if (unexpected !== undefined)
              return `expected 201, or 409 while the first runs, but got ${unexpected.status}`;
            const created = answers.filter(({ status }) => status === 201);
            if (created.length === 0) return 'none of them got 201';
            const fresh = created.filter((answer) => !replayedIn(answer));
            if (fresh.length !== 1) return `${fresh.length} of them are no replay`;
            return new Set(created.map(idOf)).size === 1 ? undefined : 'several licences were created';
          },
        },
      },
    ],
  },
];
