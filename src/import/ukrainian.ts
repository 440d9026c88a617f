import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import type { CsvProblem } from './csv/reader.ts';

/** What stands beside the literal texts of a report: the same for whoever mends the table. */
const RULES: Readonly<Record<string, string>> = {
  legal_entity_exists: 'закладу з таким ідентифікатором немає в реєстрі',
  legal_entity_active_or_suspended: 'заклад закрито або реорганізовано',
  license_additional: 'так можна додати лише додаткову ліцензію',
  license_type_in_dictionary: 'такого типу ліцензії немає в довіднику LICENSE_TYPE',
  license_type_allowed_for_legal_entity_type: 'заклад цього типу не може мати такої додаткової ліцензії',
  license_type_primary_for_legal_entity_type:
    'основною для аптеки є ліцензія PHARMACY, для інших закладів – MSP',
  active_primary_license: 'у закладу немає чинної основної ліцензії',
  license_type_not_present: 'у закладу вже є ліцензія цього типу',
  primary_license_not_present: 'у закладу вже є основна ліцензія',
  license_id_not_present: 'ліцензія з таким ідентифікатором уже є',
  issued_not_after_active_from: 'дата видачі пізніша за дату початку дії',
  active_from_not_after_expiry: 'дата початку дії пізніша за дату закінчення',
  not_expired: 'строк дії ліцензії вже минув',
  license_exists: 'такої ліцензії немає серед чинних записів реєстру',
  stored_license_additional: 'основну ліцензію так змінити не можна',
  license_stays_additional: 'додаткова ліцензія не може стати основною',
  license_of_legal_entity: 'це ліцензія іншого закладу',
  license_unchanged: 'ліцензію тим часом змінено',
  license_type_unchanged: 'тип ліцензії змінити не можна',
  legal_entity_id_not_present: 'заклад із таким ідентифікатором уже є',
  spreadsheet_value: 'таблиця показала це замість значення: впишіть саме значення',
};

/** @throws for a rule that has no text: a test walks all of them */
export function ruleInUkrainian(id: string): string {
  const text = RULES[id];
  if (text === undefined) throw new Error(`no Ukrainian text for rule ${id}`);
  return text;
}

export const CSV_IN_UKRAINIAN: Readonly<Record<CsvProblem, string>> = {
  csv_quote: 'лапки всередині клітинки, яка не взята в лапки, або текст після лапок, що закриваються',
  csv_bare_cr: 'усередині рядка стоїть знак повернення каретки',
  csv_unclosed_quote: 'лапки відкрито й не закрито: усе до кінця файлу прочитано як одну клітинку',
  csv_too_long: 'рядок задовгий',
  csv_not_utf8: 'у рядку є знаки, які не прочитати як UTF-8, або вже втрачені раніше',
  csv_not_text: 'у рядку є знаки, яких немає в цьому кодуванні, або вже втрачені раніше',
};

export const fieldCountInUkrainian = (expected: number, actual: number) =>
  `стовпців має бути ${expected}, а клітинок у рядку ${actual}`;

const SCHEMA_RULES: Readonly<Record<string, string>> = {
  required: 'значення обов’язкове, а клітинка порожня',
  cast: 'значення не того типу',
  inclusion: 'такого значення немає в переліку дозволених',
  format: 'значення не того вигляду, який потрібен',
  date: 'це не дата',
  length: 'текст задовгий або закороткий',
};

export function entryInUkrainian({ rules = [] }: InvalidEntry): string {
  return rules.map(({ rule }) => SCHEMA_RULES[rule] ?? 'значення не підходить').join(', ');
}
