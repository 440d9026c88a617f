import type { Schemas } from '#client';
import { useTexts } from '../console.ts';
import { dateText, inLanguages } from '../language/language.ts';
import { useNames } from './names.ts';

const texts = inLanguages<Record<string, string>>(
  {
    type: 'Тип',
    license_number: 'Номер',
    issued_by: 'Ким видана',
    issued_date: 'Дата видачі',
    active_from_date: 'Діє з',
    expiry_date: 'Діє до',
    what_licensed: 'Що дозволено',
    order_no: 'Номер наказу',
    is_primary: 'Основна',
    is_active: 'Враховано в реєстрі',
    issuer_status: 'Стан в органі ліцензування',
    true: 'так',
    false: 'ні',
    null: 'не вказано',
    forever: 'безстроково',
    from: 'з',
    to: 'до',
  },
  {
    type: 'Type',
    license_number: 'Number',
    issued_by: 'Issued by',
    issued_date: 'Day of issue',
    active_from_date: 'Valid from',
    expiry_date: 'Valid until',
    what_licensed: 'What it permits',
    order_no: 'Number of the order',
    is_primary: 'Primary',
    is_active: 'Counts in the registry',
    issuer_status: 'Status with the issuer',
    true: 'yes',
    false: 'no',
    null: 'not given',
    forever: 'without an end',
    from: 'from',
    to: 'to',
  },
);

/** The fields that say something to people, in the order of the form. */
export const FIELDS = [
  ...['type', 'is_primary', 'license_number', 'issued_by', 'issued_date', 'active_from_date', 'expiry_date'],
  ...['what_licensed', 'order_no', 'is_active', 'issuer_status'],
];

export type LicenseWords = {
  nameOf(field: string): string;
  textOf(field: string, value: unknown): string;
  /** `з 28.02.2024 до 08.12.2026`. */
  termOf(license: Pick<Schemas['License'], 'active_from_date' | 'expiry_date'>): string;
};

/** What a licence's fields are called, and what stands in them, as people say it. */
export function useLicenseWords(): LicenseWords {
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  return {
    nameOf: (field) => words[field] ?? field,
    termOf({ active_from_date: from, expiry_date: end }) {
      const until = end === null ? words.forever : `${words.to} ${dateText(end)}`;
      return `${words.from} ${dateText(from)} ${until}`;
    },
    textOf(field, value) {
      if (value === null) return words[field === 'expiry_date' ? 'forever' : 'null'] as string;
      if (typeof value === 'boolean') return words[String(value)] as string;
      if (field === 'type') return types.of(String(value));
      return field.endsWith('_date') ? dateText(String(value)) : String(value);
    },
  };
}
