import type { Schemas } from '#client';
import { dateFrom, dateText } from '../../language/language.ts';

type LicenseBody = Schemas['LicenseBody'];
type License = Schemas['License'];

/** The questions in the order of the paper; their limits are those of SPEC 4.1. What is not asked is decided. */
export const QUESTIONS = {
  type: { kind: 'line', isRequired: true },
  issued_by: { kind: 'line', isRequired: true },
  license_number: { kind: 'line', isRequired: false },
  order_no: { kind: 'line', isRequired: false },
  issued_date: { kind: 'date', isRequired: true },
  active_from_date: { kind: 'date', isRequired: true },
  expiry_date: { kind: 'date', isRequired: false },
  what_licensed: { kind: 'text', isRequired: false },
} as const;
export type FieldName = keyof typeof QUESTIONS;
export const FIELD_NAMES = Object.keys(QUESTIONS) as FieldName[];
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(QUESTIONS, name);

const LIMITS = { line: 255, text: 10_000 } as const;

/** As they were typed: a draft keeps what is no date yet. */
export type LicenseFields = Record<FieldName, string>;
export const NOTHING = Object.fromEntries(FIELD_NAMES.map((name) => [name, ''])) as LicenseFields;

export const fieldsOf = (license: License): LicenseFields => ({
  type: license.type,
  issued_by: license.issued_by,
  license_number: license.license_number ?? '',
  order_no: license.order_no ?? '',
  what_licensed: license.what_licensed ?? '',
  issued_date: dateText(license.issued_date),
  active_from_date: dateText(license.active_from_date),
  expiry_date: license.expiry_date === null ? '' : dateText(license.expiry_date),
});

/** `YYYY-MM-DD` of a day that exists. */
export function dayFrom(typed: string): string | undefined {
  const date = dateFrom(typed);
  const at = new Date(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date as string);
  return isDay && date !== undefined && date >= '0001' ? date : undefined;
}

export type Problem = 'missing' | 'unchosen' | 'date' | 'day' | 'long' | 'odd' | 'unknown';

/** What the schema would refuse of this field, told before anything is sent. */
export function problemOf(name: FieldName, fields: LicenseFields): Problem | undefined {
  const { kind, isRequired } = QUESTIONS[name];
  if (name === 'type') return fields.type === '' ? 'unchosen' : undefined;
  const text = fields[name].trim();
  if (text === '') return isRequired ? 'missing' : undefined;
  if (kind !== 'date') return [...text].length > LIMITS[kind] ? 'long' : undefined;
  if (dateFrom(text) === undefined) return 'date';
  return dayFrom(text) === undefined ? 'day' : undefined;
}

/**
 * The body of a request, of fields without problems. Blanks around what was typed are left out; a text that is as the
 * registry has it stays so, or looking at a licence would change it.
 */
export function bodyOf(fields: LicenseFields, stored?: LicenseFields): LicenseBody {
  const text = (name: FieldName) => (fields[name] === stored?.[name] ? fields[name] : fields[name].trim());
  return {
    type: fields.type,
    issued_by: text('issued_by'),
    issued_date: dayFrom(fields.issued_date) as string,
    active_from_date: dayFrom(fields.active_from_date) as string,
    is_primary: false,
    license_number: text('license_number') || null,
    expiry_date: dayFrom(fields.expiry_date) ?? null,
    what_licensed: text('what_licensed') || null,
    order_no: text('order_no') || null,
  };
}

/** The fields that would be another in the registry. */
export function differing(fields: LicenseFields, stored: LicenseFields): FieldName[] {
  const [ours, theirs] = [bodyOf(fields, stored), bodyOf(stored, stored)];
  return FIELD_NAMES.filter((name) => ours[name] !== theirs[name] || problemOf(name, fields) !== undefined);
}
