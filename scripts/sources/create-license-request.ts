import type { CitedTest, Part, Proof, Statement } from './statement.ts';

const FACTS = 'test/licenses/create/facts.test.ts';
const SCHEMA = 'test/http/schema.test.ts';
const BROKEN_ALONE = [
  'test/licenses/create/rules.test.ts',
  'each check of SPEC 4.2, broken alone',
] as const satisfies CitedTest;

/** A field of the sample; what it may be is said by the schema. */
function field(en: string, uk: string, proof: Omit<Proof, 'spec' | 'test'>, test = ''): Statement {
  return { en, uk, verdict: 'in force', spec: '4.1', test: [SCHEMA, test || SENT_BACK], ...proof };
}
const SENT_BACK = 'a value of another type is named for what it is, never coerced';
const DATES = 'dates are YYYY-MM-DD of days that exist, and nothing else that a database would take';

/** What the page *Create license* says of the request and of the checks that it passes. */
export const createLicenseRequest: readonly Part[] = [
  {
    heading: 'Request structure',
    statements: [
      {
        en: 'The structure is described in the API documents.',
        uk: 'Структуру описано в документах API.',
        verdict: 'said elsewhere',
        spec: '4.1',
        test: [SCHEMA, 'all errors of a body are reported together, one item for each'],
        case: '2/errors-together',
      },
      { en: 'Labels around the sample.', uk: 'Підписи навколо зразка.', verdict: 'residue' },
      {
        en: 'The sample has the type MSP, which the parameters of no legal entity list by default.',
        uk: 'У зразку тип MSP, якого типово немає в параметрі жодного закладу.',
        verdict: 'decided',
        decision: 3,
        spec: '4.2 (9)',
        rule: 'license_type_allowed_for_legal_entity_type',
        test: [FACTS, '9: the environment admits MSP to an EMERGENCY'],
        case: '4.2-9/type-mismatch',
      },
      field('A number of the licence.', 'Номер ліцензії.', { case: '4.1/license_number-type' }),
      field('Who issued it.', 'Хто її видав.', { case: '4.1/issued_by-missing' }),
      field('The day it was issued.', 'День видачі.', { case: '2/date-shape' }, DATES),
      field('The day it expires.', 'День, коли вона спливає.', { case: '4.1/expiry_date-type' }, DATES),
      field(
        'The day it begins to hold.',
        'День, з якого вона чинна.',
        { case: '4.1/active_from_date-type' },
        DATES,
      ),
      field('What it allows.', 'Що саме вона дозволяє.', { case: '4.1/what_licensed-type' }),
      field('The number of an order.', 'Номер наказу.', { case: '4.1/order_no-type' }),
      {
        en: 'It is no primary licence.',
        uk: 'Вона не основна.',
        verdict: 'in force',
        spec: '4.2 (7)',
        rule: 'license_additional',
        test: BROKEN_ALONE,
        case: '4.2-7/primary',
      },
    ],
  },
  {
    heading: '… (headers)',
    statements: [
      {
        en: 'The content type is asked for, and is JSON.',
        uk: 'Тип вмісту обов’язковий, і це JSON.',
        verdict: 'in force',
        spec: '4.2 (4)',
        rule: 'body',
        test: [
          'test/http/conventions.test.ts',
          'two Content-Types are refused: nobody can say which was meant',
        ],
        case: '2/content-type-absent',
      },
      { en: 'A numbered row without content.', uk: 'Пронумерований рядок без змісту.', verdict: 'residue' },
    ],
  },
  {
    heading: 'Authorize',
    statements: [
      {
        en: 'The access token is valid; else 401 with a literal text.',
        uk: 'Токен дійсний; інакше 401 із дослівним текстом.',
        verdict: 'in force',
        spec: '4.2 (1–2)',
        rule: 'token',
        test: ['test/auth/token.test.ts', 'an unknown token'],
        case: '4.2-1/token-unknown',
      },
      {
        en: 'It has not expired; else the same 401.',
        uk: 'Його строк не минув; інакше той самий 401.',
        verdict: 'in force',
        spec: '4.2 (1–2)',
        rule: 'token',
        test: ['test/auth/token.test.ts', 'a token that expired this instant'],
        case: '4.2-2/token-expired',
      },
      {
        en: 'It has the scope; else 403, and the text names what is missing.',
        uk: 'Він має потрібний дозвіл; інакше 403, і текст називає те, чого бракує.',
        verdict: 'in force',
        spec: '4.2 (3)',
        rule: 'scope',
        test: ['test/auth/token.test.ts', 'scopes are compared exactly'],
        case: '4.2-3/scope',
      },
    ],
  },
  {
    heading: 'Validate request',
    statements: [
      {
        en: 'The body matches a JSON schema; else 422.',
        uk: 'Тіло відповідає JSON-схемі; інакше 422.',
        verdict: 'in force',
        spec: '4.2 (5)',
        rule: 'schema',
        test: [SCHEMA, 'all errors of a body are reported together, one item for each'],
        case: '4.2-5/schema',
      },
      {
        en: 'Left out by the comparison; the status of the legal entity, which the table of codes has, belongs here.',
        uk: 'Порівняння пропустило рядки; сюди належить перевірка статусу, яку згадує таблиця кодів.',
        verdict: 'said elsewhere',
        spec: '4.2 (6)',
        rule: 'legal_entity_active_or_suspended',
        test: [FACTS, '6: a SUSPENDED legal entity gets it'],
        case: '4.2-6/closed',
      },
      {
        en: 'The licence is an additional one; else 422.',
        uk: 'Ліцензія додаткова; інакше 422.',
        verdict: 'in force',
        spec: '4.2 (7)',
        rule: 'license_additional',
        test: BROKEN_ALONE,
        case: '4.2-7/primary',
      },
      {
        en: 'Its type is in the dictionary; else 422 with a text that the schema could give as well.',
        uk: 'Її тип є в довіднику; інакше 422 з текстом, який могла б дати й схема.',
        verdict: 'decided',
        decision: 10,
        spec: '4.2 (8)',
        rule: 'license_type_in_dictionary',
        test: [
          FACTS,
          '8: a value switched off in the dictionary is refused, and the list names the active ones',
        ],
        case: '4.2-8/type-unknown',
      },
      {
        en: "Its type is in the parameter of the legal entity's type; else 409.",
        uk: 'Її тип є в параметрі для типу цієї закладу; інакше 409.',
        verdict: 'in force',
        spec: '4.2 (9)',
        rule: 'license_type_allowed_for_legal_entity_type',
        test: [FACTS, '9: an OUTPATIENT may not have PHARMACY by default'],
        case: '4.2-9/type-mismatch',
      },
      {
        en: 'The legal entity has an active primary licence that has not expired; else 404. The day of today is not explained.',
        uk: 'Заклад має активну основну ліцензію, строк якої не минув; інакше 404. Який день «сьогодні», не пояснено.',
        verdict: 'decided',
        decision: 9,
        spec: '4.2 (10)',
        rule: 'active_primary_license',
        test: [FACTS, '10: a primary licence that expires today still counts'],
        case: '4.2-10/none',
      },
      {
        en: 'It has no licence of the same type; else 409. Whether inactive and expired ones count is not said.',
        uk: 'Вона ще не має ліцензії такого типу; інакше 409. Чи рахуються неактивні й прострочені, не сказано.',
        verdict: 'decided',
        decision: 13,
        spec: '4.2 (11)',
        rule: 'license_type_not_present',
        test: [FACTS, '11: an expired licence of the type blocks'],
        case: '4.2-11/already-present',
      },
    ],
  },
  {
    heading: 'Validate license dates',
    statements: [
      {
        en: 'Not issued after it begins to hold; else 422.',
        uk: 'Видано не пізніше, ніж вона стає чинною; інакше 422.',
        verdict: 'in force',
        spec: '4.2 (12)',
        rule: 'issued_not_after_active_from',
        test: [FACTS, '12: issued a day after'],
        case: '4.2-12/issued-late',
      },
      {
        en: 'It does not begin to hold after it expires; else 422.',
        uk: 'Стає чинною не пізніше, ніж спливає; інакше 422.',
        verdict: 'in force',
        spec: '4.2 (13)',
        rule: 'active_from_not_after_expiry',
        test: [FACTS, '13: active a day after'],
        case: '4.2-13/active-late',
      },
      {
        en: 'It has not expired by the current date, whose zone is not named; else 409.',
        uk: 'Її строк на поточну дату не минув (у якому поясі ця дата, не сказано); інакше 409.',
        verdict: 'decided',
        decision: 9,
        spec: '4.2 (14)',
        rule: 'not_expired',
        test: [
          'test/licenses/create/clock.test.ts',
          'the current date is the date in the time zone of the registry',
        ],
        case: '4.2-14/expired',
      },
    ],
  },
  {
    heading: 'Processing',
    statements: [{ en: 'What the part is for.', uk: 'Для чого цей розділ.', verdict: 'residue' }],
  },
];
