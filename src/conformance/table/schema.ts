import { type Case, type Expected, single } from '../case.ts';
import { create, licenseBody, PASSED_THE_SCHEMA, PRIMARY } from './bodies.ts';
import {
  additional,
  cast,
  format,
  type InvalidItem,
  noSuchDay,
  notADate,
  ofBody,
  required,
  schemaError,
  tooLong,
  tooShort,
} from './literal.ts';

const refused = (...items: readonly InvalidItem[]): Expected => ({
  status: 422,
  error: schemaError(...items),
});
const body = (
  id: string,
  sentence: string,
  uk: string,
  overrides: Readonly<Record<string, unknown>>,
  ...items: readonly InvalidItem[]
): Case => single(`2/${id}`, sentence, uk, create(licenseBody(overrides)), refused(...items));
const accepted = (id: string, sentence: string, uk: string, overrides: Readonly<Record<string, unknown>>) =>
  single(`2/${id}`, sentence, uk, create(licenseBody({ ...PRIMARY, ...overrides })), PASSED_THE_SCHEMA);

const SHAPE = 'Format date, not of the shape: rule `date`, `expected "X" to be a valid ISO 8601 date`.';
const SHAPE_UK = 'Дата не у формі РРРР-ММ-ДД: правило date і його текст.';
const DAY = 'Format date, no such day: rule `date`, `expected "X" to be an existing date`.';
const DAY_UK = 'Такого дня немає в календарі: правило date і його текст.';
const STRIP = 'Input is never coerced, trimmed or stripped.';
const STRIP_UK = 'Значення не перетворюють, не обрізають і не викидають.';

/** The schema-error table of SPEC 2, and what is said around it. */
export const schemaCases: readonly Case[] = [
  body(
    'required',
    'Keyword required: rule `required`, `required property X was not present`, the entry is the missing property.',
    'Бракує поля: правило required, у entry шлях до цього поля.',
    { issued_by: undefined },
    ofBody('$.issued_by', required('issued_by')),
  ),
  body(
    'type',
    'Keyword type: rule `cast`, `type mismatch. Expected string but got null`.',
    'Інший тип: правило cast, названо очікуваний тип і надісланий.',
    { issued_by: null },
    ofBody('$.issued_by', cast('string', 'null')),
  ),
  body(
    'type-of-optional',
    'For a field that also admits null, `expected` names the other type (`string`).',
    'Для поля, що допускає null, expected називає інший тип (string).',
    { order_no: true },
    ofBody('$.order_no', cast('string', 'boolean')),
  ),
  ...(
    [
      ['integer', 7],
      ['number', 1.5],
      ['array', []],
      ['object', {}],
      ['boolean', true],
    ] as const
  ).map(([actual, value]) =>
    body(
      `actual-${actual}`,
      'actual ∈ null boolean string integer number array object',
      `Надісланий тип названо: ${actual}.`,
      { issued_by: value },
      ofBody('$.issued_by', cast('string', actual)),
    ),
  ),
  single(
    '2/body-is-no-object',
    '`entry` is the JSON path: `$` for the body itself.',
    'Якщо тіло не об’єкт, entry дорівнює $.',
    create([]),
    refused(ofBody('$', cast('object', 'array'))),
  ),
  body(
    'additional-properties',
    'Keyword additionalProperties: rule `schema`, `schema does not allow additional properties`, the entry is the extra property.',
    'Зайве поле відхилено: правило schema, у entry шлях до цього поля.',
    { composition_id: 'b7b2' },
    ofBody('$.composition_id', additional('composition_id', 'b7b2')),
  ),
  body(
    'date-shape',
    SHAPE,
    SHAPE_UK,
    { issued_date: '28.02.2024' },
    ofBody('$.issued_date', notADate('28.02.2024')),
  ),
  body(
    'date-with-time',
    SHAPE,
    SHAPE_UK,
    { expiry_date: '2024-02-28T00:00:00Z' },
    ofBody('$.expiry_date', notADate('2024-02-28T00:00:00Z')),
  ),
  body(
    'date-compact',
    SHAPE,
    SHAPE_UK,
    { active_from_date: '20240228' },
    ofBody('$.active_from_date', notADate('20240228')),
  ),
  body(
    'date-infinity',
    SHAPE,
    SHAPE_UK,
    { expiry_date: 'infinity' },
    ofBody('$.expiry_date', notADate('infinity')),
  ),
  body(
    'date-with-blank',
    STRIP,
    STRIP_UK,
    { issued_date: '2024-02-28 ' },
    ofBody('$.issued_date', notADate('2024-02-28 ')),
  ),
  body(
    'no-such-day',
    DAY,
    DAY_UK,
    { expiry_date: '2023-02-29' },
    ofBody('$.expiry_date', noSuchDay('2023-02-29')),
  ),
  body(
    'no-such-leap-year',
    DAY,
    DAY_UK,
    { issued_date: '1900-02-29' },
    ofBody('$.issued_date', noSuchDay('1900-02-29')),
  ),
  body(
    'no-such-month',
    DAY,
    DAY_UK,
    { active_from_date: '2024-13-01' },
    ofBody('$.active_from_date', noSuchDay('2024-13-01')),
  ),
  accepted(
    'leap-day',
    'Dates are existing days: 29 February of a leap year is one.',
    '29 лютого високосного року існує.',
    {
      active_from_date: '2024-02-29',
    },
  ),
  body(
    'min-length',
    'Keyword minLength: rule `length`, `expected value to have a minimum length of N but was M`.',
    'Закоротке значення: правило length, названо межу й довжину.',
    { license_number: '' },
    ofBody('$.license_number', tooShort(1, 0)),
  ),
  body(
    'max-length',
    'Keyword maxLength: rule `length`, `expected value to have a maximum length of N but was M`.',
    'Задовге значення: правило length, названо межу й довжину.',
    { order_no: 'x'.repeat(256) },
    ofBody('$.order_no', tooLong(255, 256)),
  ),
  body(
    'lengths-in-characters',
    'Lengths count Unicode characters.',
    'Довжину рахують у символах Юнікоду.',
    { order_no: '😀'.repeat(256) },
    ofBody('$.order_no', tooLong(255, 256)),
  ),
  body(
    'nul',
    'A string with NUL, anywhere in a body: rule `format` at its path.',
    'Рядок із NUL відхилено: правило format.',
    { order_no: 'a\0b' },
    ofBody('$.order_no', format),
  ),
  single(
    '2/lone-surrogate',
    'A string with a lone surrogate, anywhere in a body: rule `format` at its path.',
    'Рядок із половиною сурогатної пари відхилено: правило format.',
    create(undefined, { bytes: JSON.stringify(licenseBody({ issued_by: '@' })).replace('@', '\\ud83d') }),
    refused(ofBody('$.issued_by', format)),
  ),
  single(
    '2/errors-together',
    'Schema errors are all reported together, one item of `invalid` per failed aspect.',
    'Про всі помилки схеми сказано разом, по одному запису на кожну.',
    create({
      type: '',
      issued_date: '2023-02-30',
      active_from_date: 20240228,
      is_primary: 'false',
      extra: 1,
    }),
    {
      status: 422,
      holds({ body }) {
        const invalid = (body as { error?: { invalid?: InvalidItem[] } })?.error?.invalid ?? [];
        const told = invalid.map(({ entry, rules }) => `${entry} ${(rules?.[0] as { rule?: string })?.rule}`);
        const expected = [
          '$.active_from_date cast',
          '$.extra schema',
          '$.is_primary cast',
          '$.issued_by required',
          '$.issued_date date',
          '$.type length',
        ];
        return told.toSorted().join() === expected.join()
          ? undefined
          : `expected the errors ${expected.join(', ')} but got ${told.toSorted().join(', ') || 'none'}`;
      },
    },
  ),
  single(
    '2/quoted-value-cut',
    'A value quoted back in an error is cut at 256 characters.',
    'Надіслане значення в помилці повторюють щонайбільше 256 символами.',
    create(licenseBody({ issued_date: 'y'.repeat(5_000) })),
    {
      status: 422,
      holds: ({ text }) =>
        text.includes('y'.repeat(257)) || !text.includes('y'.repeat(200))
          ? 'expected the value, cut at 256 characters'
          : undefined,
    },
  ),
];
