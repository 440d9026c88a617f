import { type Case, single } from '../case.ts';
import { create, licenseBody, PASSED_THE_SCHEMA, PRIMARY } from './bodies.ts';
import { cast, type InvalidItem, ofBody, required, schemaError, tooLong, tooShort } from './literal.ts';

/** The fields of SPEC 4.1, row by row. */
type Field = { name: string; type: 'string' | 'date' | 'boolean'; isRequired: boolean; max?: number };
const FIELDS: readonly Field[] = [
  { name: 'type', type: 'string', isRequired: true, max: 255 },
  { name: 'issued_by', type: 'string', isRequired: true, max: 255 },
  { name: 'issued_date', type: 'date', isRequired: true },
  { name: 'active_from_date', type: 'date', isRequired: true },
  { name: 'is_primary', type: 'boolean', isRequired: true },
  { name: 'license_number', type: 'string', isRequired: false, max: 255 },
  { name: 'expiry_date', type: 'date', isRequired: false },
  { name: 'what_licensed', type: 'string', isRequired: false, max: 10_000 },
  { name: 'order_no', type: 'string', isRequired: false, max: 255 },
];

const jsonType = ({ type }: Field) => (type === 'boolean' ? 'boolean' : 'string');
const refused = (...items: readonly InvalidItem[]) => ({ status: 422, error: schemaError(...items) });

export const fieldCases: readonly Case[] = FIELDS.flatMap((field) => [
  ...(field.isRequired ? requiredField(field) : optionalField(field)),
  wrongType(field),
  ...(field.max === undefined ? [] : lengths(field, field.max)),
]);

function requiredField(field: Field): Case[] {
  const { name } = field;
  const entry = `$.${name}`;
  return [
    single(
      `4.1/${name}-missing`,
      `\`${name}\` is required.`,
      `Поле ${name} обов’язкове.`,
      create(licenseBody({ [name]: undefined })),
      refused(ofBody(entry, required(name))),
    ),
    single(
      `4.1/${name}-null`,
      `\`${name}\` does not admit null.`,
      `Поле ${name} не може бути null.`,
      create(licenseBody({ [name]: null })),
      refused(ofBody(entry, cast(jsonType(field), 'null'))),
    ),
  ];
}

function optionalField({ name }: Field): Case[] {
  return [
    single(
      `4.1/${name}-null`,
      `\`${name}\` is optional: null is the same as absent.`,
      `Поле ${name} необов’язкове: null те саме, що й відсутність.`,
      create(licenseBody({ ...PRIMARY, [name]: null })),
      PASSED_THE_SCHEMA,
    ),
  ];
}

/** What a program that coerces would take: a number for a text, a text for a boolean, a list of one date for the date. */
function wrongType(field: Field): Case {
  const { name, type } = field;
  const [value, actual] = {
    string: [5, 'integer'],
    boolean: ['false', 'string'],
    date: [['2024-02-28'], 'array'],
  }[type] as [unknown, string];
  return single(
    `4.1/${name}-type`,
    `\`${name}\` is a ${type}: input is never coerced.`,
    `Поле ${name} має свій тип: значення іншого типу не перетворюють.`,
    create(licenseBody({ [name]: value })),
    refused(ofBody(`$.${name}`, cast(jsonType(field), actual))),
  );
}

function lengths({ name }: Field, max: number): Case[] {
  const range = `1–${max.toLocaleString('en').replace(',', ' ')}`;
  return [
    single(
      `4.1/${name}-empty`,
      `\`${name}\` has ${range} characters: none is too few.`,
      `У полі ${name} щонайменше один символ.`,
      create(licenseBody({ [name]: '' })),
      refused(ofBody(`$.${name}`, tooShort(1, 0))),
    ),
    single(
      `4.1/${name}-longest`,
      `\`${name}\` has ${range} characters: ${max} are accepted, whatever their size in bytes.`,
      `У полі ${name} може бути ${max} символів, скільки б байтів вони не займали.`,
      create(licenseBody({ ...PRIMARY, [name]: '💊'.repeat(max) })),
      PASSED_THE_SCHEMA,
    ),
    single(
      `4.1/${name}-too-long`,
      `\`${name}\` has ${range} characters, and not one more.`,
      `У полі ${name} щонайбільше ${max} символів.`,
      create(licenseBody({ [name]: 'ї'.repeat(max + 1) })),
      refused(ofBody(`$.${name}`, tooLong(max, max + 1))),
    ),
  ];
}
