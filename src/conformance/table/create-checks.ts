import { type Case, type Expected, type Made, type SentRequest, single } from '../case.ts';
import type { Role } from '../roles.ts';
import { create, licenseBody, PRIMARY } from './bodies.ts';
import {
  ACTIVE_LATE,
  DATES,
  EXPIRED,
  ISSUED_LATE,
  MISMATCH,
  NO_PRIMARY,
  NO_SUCH_TYPE,
  NOT_ACTIVE,
  NOT_ADDITIONAL,
  PRESENT,
  UNKNOWN_ENTITY,
} from './create-answers.ts';
import { cast, ofBody, schemaError, scopeMissing, TOKEN_INVALID } from './literal.ts';

type Body = Made<Readonly<Record<string, unknown>>>;
const checked = (
  step: string,
  name: string,
  sentence: string,
  uk: string,
  as: Role,
  overrides: Body,
  expected: Expected,
): Case =>
  single(
    `4.2-${step}/${name}`,
    sentence,
    uk,
    create((scene) => licenseBody(typeof overrides === 'function' ? overrides(scene) : overrides), { as }),
    expected,
  );
const FIRST = 'Checks, in this order; the first that fails answers.';
const before = (step: string, next: string, uk: string, as: Role, overrides: Body, expected: Expected) =>
  checked(step, `before-${next}`, `${FIRST} ${step} is before ${next}.`, uk, as, overrides, expected);

const early = (name: string, uk: string, rest: Partial<SentRequest>, expected: Expected): Case =>
  single(`4.2-${name}`, FIRST, uk, create(licenseBody(PRIMARY), rest), expected);

const STATUS = 'Its status is ACTIVE or SUSPENDED.';
const PRIMARY_LICENSE =
  'It has an active primary licence: `is_active and is_primary and (expiry_date >= current date or expiry_date is null)`.';
const SAME_TYPE = 'It has no licence of the same type with `is_active` (expired ones count).';
const NOT_EXPIRED = '`expiry_date` ≥ current date, if any (today is valid).';

/** The checks of `POST /api/licenses`, each alone and before its neighbour. */
export const createCases: readonly Case[] = [
  early(
    '1/token-unknown',
    'Крок 1: токен чинний.',
    { authorization: 'Bearer nobody-has-this-token' },
    {
      status: 401,
      error: TOKEN_INVALID,
    },
  ),
  early(
    '2/token-expired',
    'Крок 2: токен не прострочено.',
    { as: 'expired' },
    {
      status: 401,
      error: TOKEN_INVALID,
    },
  ),
  early(
    '3/scope',
    'Крок 3: scope license:write.',
    { as: 'readOnly' },
    {
      status: 403,
      error: scopeMissing('license:write'),
    },
  ),
  early(
    '4/content-type',
    'Крок 4: тип тіла.',
    { headers: [['Content-Type', 'text/plain']] },
    { status: 415 },
  ),
  early('4/json', 'Крок 4: JSON.', { json: undefined, bytes: '{' }, { status: 400 }),
  checked(
    '5',
    'schema',
    'JSON schema → 422.',
    'Крок 5: схема.',
    'clinic',
    { issued_by: 7 },
    {
      status: 422,
      error: schemaError(ofBody('$.issued_by', cast('string', 'integer'))),
    },
  ),
  before(
    '5',
    '6',
    'Схему перевірено раніше за статус закладу.',
    'closed',
    { issued_by: 7 },
    {
      status: 422,
      error: schemaError(ofBody('$.issued_by', cast('string', 'integer'))),
    },
  ),
  single(
    '4.2/legal-entity-unknown',
    'Legal entity of the token exists → 404 `Legal entity not found`.',
    'Заклад токена існує.',
    create(licenseBody(), { as: 'noLegalEntity' }),
    UNKNOWN_ENTITY,
  ),
  single(
    '4.2/legal-entity-unknown-before-7',
    `${FIRST} The legal entity's existence is before 7.`,
    'Існування закладу перевірено раніше за is_primary.',
    create(licenseBody(PRIMARY), { as: 'noLegalEntity' }),
    UNKNOWN_ENTITY,
  ),
  checked('6', 'closed', STATUS, 'Закладу зі статусом CLOSED відмовлено.', 'closed', {}, NOT_ACTIVE),
  checked(
    '6',
    'reorganized',
    STATUS,
    'Закладу зі статусом REORGANIZED відмовлено.',
    'reorganized',
    {},
    NOT_ACTIVE,
  ),
  checked(
    '6',
    'suspended',
    STATUS,
    'Заклад зі статусом SUSPENDED проходить.',
    'suspended',
    PRIMARY,
    NOT_ADDITIONAL,
  ),
  before('6', '7', 'Статус перевірено раніше за is_primary.', 'closed', PRIMARY, NOT_ACTIVE),
  checked(
    '7',
    'primary',
    '`$.is_primary` = false.',
    'Основну ліцензію не створюють.',
    'clinic',
    PRIMARY,
    NOT_ADDITIONAL,
  ),
  before(
    '7',
    '8',
    'is_primary перевірено раніше за довідник.',
    'clinic',
    { ...PRIMARY, type: 'DENTAL' },
    NOT_ADDITIONAL,
  ),
  checked(
    '8',
    'type-unknown',
    '`$.type` is an active value of dictionary LICENSE_TYPE.',
    'Тип ліцензії є в довіднику.',
    'clinic',
    { type: 'DENTAL' },
    NO_SUCH_TYPE,
  ),
  checked(
    '8',
    'type-in-other-case',
    '`$.type` is an active value of dictionary LICENSE_TYPE.',
    'Тип, записаний малими літерами, не з довідника.',
    'clinic',
    { type: 'pharmacy_drugs' },
    NO_SUCH_TYPE,
  ),
  checked(
    '8',
    'type-with-blanks',
    'Input is never coerced, trimmed or stripped.',
    'Пробіли навколо типу не обрізають.',
    'clinic',
    { type: ' PHARMACY_DRUGS ' },
    NO_SUCH_TYPE,
  ),
  before(
    '8',
    '9',
    'Довідник перевірено раніше за тип закладу.',
    'primaryCare',
    { type: 'DENTAL' },
    NO_SUCH_TYPE,
  ),
  checked(
    '9',
    'type-mismatch',
    "`$.type` is in the parameter `LEGAL_ENTITY_<TYPE>_ADDITIONAL_LICENSE_TYPES` of the legal entity's type.",
    'Заклад цього типу не може мати такої ліцензії.',
    'primaryCare',
    {},
    MISMATCH,
  ),
  checked(
    '9',
    'type-of-primary',
    "`$.type` is in the parameter `LEGAL_ENTITY_<TYPE>_ADDITIONAL_LICENSE_TYPES` of the legal entity's type.",
    'Тип основної ліцензії не додатковий.',
    'clinic',
    { type: 'MSP' },
    MISMATCH,
  ),
  before('9', '10', 'Тип закладу перевірено раніше за основну ліцензію.', 'barePrimaryCare', {}, MISMATCH),
  checked('10', 'none', PRIMARY_LICENSE, 'Основної ліцензії немає.', 'withoutPrimary', {}, NO_PRIMARY),
  checked('10', 'lapsed', PRIMARY_LICENSE, 'Основна ліцензія прострочена.', 'lapsed', {}, NO_PRIMARY),
  before(
    '10',
    '11',
    'Основну ліцензію перевірено раніше за повтор типу.',
    'lapsed',
    DATES.issuedLate,
    NO_PRIMARY,
  ),
  checked('11', 'already-present', SAME_TYPE, 'Ліцензія цього типу вже є.', 'licensed', {}, PRESENT),
  checked(
    '11',
    'expired-one-counts',
    SAME_TYPE,
    'Прострочена, але активна ліцензія теж рахується.',
    'expiredHolder',
    {},
    PRESENT,
  ),
  before('11', '12', 'Повтор типу перевірено раніше за дати.', 'licensed', DATES.issuedLate, PRESENT),
  checked(
    '12',
    'issued-late',
    '`issued_date` ≤ `active_from_date`.',
    'Видано пізніше, ніж набирає чинності.',
    'fresh',
    DATES.issuedLate,
    ISSUED_LATE,
  ),
  before(
    '12',
    '13',
    'Дату видачі перевірено раніше за строк дії.',
    'fresh',
    DATES.issuedAndActiveLate,
    ISSUED_LATE,
  ),
  checked(
    '13',
    'active-late',
    '`active_from_date` ≤ `expiry_date`, if any.',
    'Набирає чинності пізніше, ніж закінчується.',
    'fresh',
    DATES.activeLate,
    ACTIVE_LATE,
  ),
  before(
    '13',
    '14',
    'Строк дії перевірено раніше за закінчення.',
    'fresh',
    DATES.activeLateAndExpired,
    ACTIVE_LATE,
  ),
  checked(
    '14',
    'expired',
    NOT_EXPIRED,
    'Ліцензія вже прострочена.',
    'fresh',
    { expiry_date: '2024-03-01' },
    EXPIRED,
  ),
  checked(
    '14',
    'expired-yesterday',
    `${NOT_EXPIRED} "Current date" always means the date now in the registry's time zone.`,
    'Останній день учора — вже прострочена: день рахують за часом реєстру.',
    'fresh',
    ({ yesterday }) => ({ expiry_date: yesterday }),
    EXPIRED,
  ),
];
