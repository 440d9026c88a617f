import type { CitedTest, Part, Statement } from './statement.ts';

const ANSWER = 'test/licenses/create/answer.test.ts';
const RULES = 'test/licenses/create/rules.test.ts';
const FACTS = 'test/licenses/create/facts.test.ts';
const KEYS = [
  ANSWER,
  'the licence comes back with its 17 keys in their order, every value as it was sent',
] as const satisfies CitedTest;
const CREATED = [RULES, 'what no breach touches is created'] as const satisfies CitedTest;
const BROKEN_ALONE = [RULES, 'each check of SPEC 4.2, broken alone'] as const satisfies CitedTest;
const ENVELOPE = [
  'test/http/conventions.test.ts',
  'a created record: meta first, then data, and no other key',
] as const satisfies CitedTest;

const key = (en: string, uk: string): Statement => ({
  en,
  uk,
  verdict: 'in force',
  spec: '4.3',
  test: KEYS,
  case: '4.3/every-field',
});
const inEnvelope = (en: string, uk: string): Statement => ({
  en,
  uk,
  verdict: 'in force',
  spec: '2',
  test: ENVELOPE,
  case: '2/envelope',
});

/** A row of the table of codes that says again what a check says. */
function code(en: string, uk: string, step: string, rule: string, test: CitedTest, id: string): Statement {
  return { en, uk, verdict: 'in force', spec: `4.2 (${step})`, rule, test, case: id };
}

/** What the page *Create license* says of answers, and what follows. */
export const createLicenseAnswer: readonly Part[] = [
  {
    heading: 'Response structure examples',
    statements: [
      {
        en: 'The structure is described in the API documents, with six keys that the sample lacks.',
        uk: 'Структуру описано в документах API, і там на шість ключів більше, ніж у зразку.',
        verdict: 'said elsewhere',
        spec: '4.3',
        test: KEYS,
        case: '4.3/every-field',
      },
      { en: 'Labels around the sample.', uk: 'Підписи навколо зразка.', verdict: 'residue' },
      {
        en: 'The sample says the code 200, the table of codes 201.',
        uk: 'У зразку код 200, у таблиці кодів 201.',
        verdict: 'decided',
        decision: 1,
        spec: '4.3',
        test: CREATED,
        case: '4.3/every-field',
      },
      inEnvelope('The address that was called.', 'Адреса, яку викликали.'),
      inEnvelope('One record is of the type `object`.', 'Один запис має тип `object`.'),
      inEnvelope('An id of the request.', 'Ідентифікатор запиту.'),
      key('An id of the licence, a UUID.', 'Ідентифікатор ліцензії, UUID.'),
      {
        en: 'The type MSP, as in the sample of the request.',
        uk: 'Тип MSP, як і у зразку запиту.',
        verdict: 'decided',
        decision: 3,
        spec: '4.2 (9)',
        rule: 'license_type_allowed_for_legal_entity_type',
        test: [FACTS, '9: the environment admits MSP to an EMERGENCY'],
        case: '4.2-9/type-mismatch',
      },
      key('The number, as it was sent.', 'Номер, як його надіслано.'),
      key('Who issued it, as it was sent.', 'Хто видав, як надіслано.'),
      key('The day of issue, as it was sent.', 'День видачі, як надіслано.'),
      key('The day of expiry, as it was sent.', 'Останній день строку, як надіслано.'),
      key('The first day, as it was sent.', 'Перший день чинності, як надіслано.'),
      key('What it allows, as it was sent.', 'Що дозволено, як надіслано.'),
      key('The number of the order, as it was sent.', 'Номер наказу, як надіслано.'),
      key('The legal entity, which the request did not name.', 'Заклад, якої запит не називав.'),
      {
        en: 'The sample calls the new licence primary, the check says the contrary.',
        uk: 'У зразку нова ліцензія основна, а перевірка каже протилежне.',
        verdict: 'decided',
        decision: 2,
        spec: '4.3',
        test: KEYS,
        case: '4.3/every-field',
      },
    ],
  },
  {
    heading: '… (status codes)',
    statements: [
      {
        en: 'A sentence about medication requests, run together with a code.',
        uk: 'Речення про рецепти, злите з кодом.',
        verdict: 'residue',
      },
      {
        en: 'Columns: a code has a message; where in the answer it stands is not said.',
        uk: 'Стовпці: код має повідомлення; де воно у відповіді, не сказано.',
        verdict: 'decided',
        decision: 12,
        spec: '2',
        test: BROKEN_ALONE,
        case: '4.2-7/primary',
      },
      { en: 'A heading: general codes.', uk: 'Заголовок: загальні коди.', verdict: 'name' },
      {
        en: 'Success is 201; the sample disagrees.',
        uk: 'Успіх — це 201; зразок каже інше.',
        verdict: 'decided',
        decision: 1,
        spec: '4.3',
        test: CREATED,
        case: '4.3/every-field',
      },
      code(
        '401, the text of an invalid token.',
        '401, текст про недійсний токен.',
        '1–2',
        'token',
        ['test/auth/token.test.ts', 'an unknown token'],
        '4.2-1/token-unknown',
      ),
      {
        en: 'Another name for the 401, in a row of its own.',
        uk: 'Інша назва того самого 401, окремим рядком.',
        verdict: 'residue',
      },
      code(
        '403, the text that names the missing scope.',
        '403, текст називає дозвіл, якого бракує.',
        '3',
        'scope',
        ['test/auth/token.test.ts', 'scopes are compared exactly'],
        '4.2-3/scope',
      ),
      {
        en: 'A 404 about a composition, under two row numbers.',
        uk: '404 про медичний висновок, із двома номерами рядка.',
        verdict: 'residue',
      },
      { en: 'A 404 without a text.', uk: '404 без тексту.', verdict: 'residue' },
      code(
        '404, no active primary licence.',
        '404, немає активної основної ліцензії.',
        '10',
        'active_primary_license',
        [FACTS, '10: a primary licence that expired yesterday does not'],
        '4.2-10/none',
      ),
      code(
        '409, the types do not go together.',
        '409, типи не пасують один до одного.',
        '9',
        'license_type_allowed_for_legal_entity_type',
        [FACTS, '9: an OUTPATIENT may not have PHARMACY by default'],
        '4.2-9/type-mismatch',
      ),
      code(
        '409, such a licence is there; the text names the type.',
        '409, така ліцензія вже є; текст називає тип.',
        '11',
        'license_type_not_present',
        BROKEN_ALONE,
        '4.2-11/already-present',
      ),
      code(
        '409, the licence has expired.',
        '409, строк ліцензії минув.',
        '14',
        'not_expired',
        [FACTS, '14: expired yesterday'],
        '4.2-14/expired',
      ),
      { en: 'Two row numbers without content.', uk: 'Два номери рядків без змісту.', verdict: 'residue' },
      code(
        '422, the status of the legal entity.',
        '422, статус закладу.',
        '6',
        'legal_entity_active_or_suspended',
        [FACTS, '6: a CLOSED one does not'],
        '4.2-6/closed',
      ),
      {
        en: '422, issued too late; its cell has the text of the next row as well.',
        uk: '422, видано запізно; у тій самій клітинці злито текст наступного рядка.',
        verdict: 'decided',
        decision: 4,
        spec: '4.2 (12)',
        rule: 'issued_not_after_active_from',
        test: [FACTS, '12: issued a day after'],
        case: '4.2-12/issued-late',
      },
      code(
        '422, the first day is after the last.',
        '422, перший день після останнього.',
        '13',
        'active_from_not_after_expiry',
        [FACTS, '13: active a day after'],
        '4.2-13/active-late',
      ),
      code(
        '422, not an additional licence.',
        '422, ліцензія не додаткова.',
        '7',
        'license_additional',
        BROKEN_ALONE,
        '4.2-7/primary',
      ),
      {
        en: '422, not in the enum; here with a capital letter, in the check without.',
        uk: '422, немає в переліку; тут із великої літери, у перевірці з малої.',
        verdict: 'decided',
        decision: 10,
        spec: '4.2 (8)',
        rule: 'license_type_in_dictionary',
        test: BROKEN_ALONE,
        case: '4.2-8/type-unknown',
      },
      { en: 'A heading: specific codes.', uk: 'Заголовок: специфічні коди.', verdict: 'name' },
      { en: 'A 422 without a text.', uk: '422 без тексту.', verdict: 'residue' },
      { en: 'A row number without content.', uk: 'Номер рядка без змісту.', verdict: 'residue' },
    ],
  },
  {
    heading: 'Post-processing processes',
    statements: [{ en: 'What the part is for.', uk: 'Для чого цей розділ.', verdict: 'residue' }],
  },
  {
    heading: 'Technical modules where the method is used',
    statements: [
      { en: 'What the part is for.', uk: 'Для чого цей розділ.', verdict: 'residue' },
      {
        en: 'A macro that was to list pages.',
        uk: 'Макрос, що мав перелічити сторінки.',
        verdict: 'residue',
      },
    ],
  },
];
