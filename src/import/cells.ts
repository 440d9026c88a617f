import { isExistingDate } from '../platform/json/validator.ts';
import type { Column } from './columns.ts';

/** A cell's text as the value that the schema checks; what is not understood stays a text, which the schema refuses. */
export function readCell(text: string, cells: Column['cells']): string | boolean {
  if (cells === 'date') return readDate(text);
  if (cells === 'boolean') return BOOLEANS.get(text) ?? BOOLEANS.get(text.toLowerCase()) ?? text;
  return text;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'так', 'істина', '1'].map((word) => [word, true] as const),
  // FALSE is ХИБНІСТЬ in Excel and БРЕХНЯ in LibreOffice.
  ...['false', 'ні', 'хибність', 'брехня', '0'].map((word) => [word, false] as const),
]);

const DAY_FIRST = /^(\d{2})\.(\d{2})\.(\d{4})$/;

/** Two forms that mean one day each; any other has readers who take the month for the day, or guess the century. */
function readDate(text: string): string {
  const found = DAY_FIRST.exec(text);
  if (!found) return text;
  const [, day, month, year] = found;
  const date = `${year}-${month}-${day}`;
  return isExistingDate(date) ? date : text;
}

/** In Ukrainian: why a cell is not understood and what to write; undefined where nothing is known beyond the rule. */
export function hintForCell(text: string, { cells }: Column): string | undefined {
  if (cells === 'date') return hintForDate(text);
  if (cells === 'boolean') return `«${text}» – не так і не ні: напишіть так або ні`;
  if (cells === 'edrpou') return hintForEdrpou(text);
  return undefined;
}

const WRITE_DATE = 'напишіть 28.02.2024 або 2024-02-28';

function hintForDate(text: string): string {
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text))
    return `«${text}»: рік двома цифрами не читаємо, ${WRITE_DATE} (у таблиці: Формат клітинок → дата з роком у чотири цифри)`;
  if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text))
    return `«${text}»: незрозуміло, де день, а де місяць; ${WRITE_DATE}`;
  if (/^\d{5}$/.test(text))
    return `«${text}» – так таблиця рахує дні: задайте стовпцю формат дати або ${WRITE_DATE}`;
  if (DAY_FIRST.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text)) return `«${text}»: такого дня немає`;
  return `«${text}» – не дата, яку можна прочитати однозначно: ${WRITE_DATE}`;
}

/** A spreadsheet takes the code for a number: zeros in front go, and digits may go as well. */
function hintForEdrpou(text: string): string {
  const asText = 'задайте стовпцю формат «Текст» і впишіть код ще раз';
  if (/^\d{1,7}$/.test(text))
    return `код має щонайменше 8 цифр: схоже, таблиця відкинула нулі на початку. Якщо це ЄДРПОУ, напишіть ${text.padStart(8, '0')}; ${asText}`;
  if (/^\d+([.,\s]\d+)*(E\+?\d+)?$/i.test(text)) return `таблиця показала код як число: ${asText}`;
  return 'код складається з 8–10 цифр, без інших знаків';
}
