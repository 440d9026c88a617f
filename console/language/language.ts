export type Language = 'uk' | 'en';
/** The same texts in both languages: a text that is missing in one is a mistake that the compiler finds. */
export type Texts<Of> = Readonly<Record<Language, Of>>;
export const inLanguages = <Of>(uk: Of, en: NoInfer<Of>): Texts<Of> => ({ uk, en });

/** A page of the documents, such as `how-to/diagnose`. */
export const docsOf = (language: Language, page: string): string =>
  `/docs/${language === 'uk' ? '' : 'en/'}${page}`;

/** `28.02.2024` of `2024-02-28`, in both languages: what stands on the paper licence. */
export const dateText = (date: string): string => date.split('-').toReversed().join('.');

/**
 * The date that a person wrote: `28.02.2024`, `28.2.24` is none (nothing ambiguous is guessed), `2024-02-28`.
 * @returns `YYYY-MM-DD`, not looked up in the calendar; undefined: it is no date
 */
export function dateFrom(text: string): string | undefined {
  const iso = text.trim().match(/^(\d{4})-(\d{2})-(\d{2})$/);
  if (iso !== null) return iso[0];
  const [, day, month, year] = text.trim().match(/^(\d{1,2})[./](\d{1,2})[./](\d{4})$/) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `12.11.2026, 14:03`, in the registry's time zone. @param isExact with seconds: where somebody looks for one among many */
export function momentText(instant: string, timeZone: string, isExact = false): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      ...(isExact ? { second: '2-digit' as const } : {}),
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const time = [parts.hour, parts.minute, parts.second].filter((part) => part !== undefined).join(':');
  return `${parts.day}.${parts.month}.${parts.year}, ${time}`;
}

export const numberText = (language: Language, value: number, digits = 0): string =>
  new Intl.NumberFormat(language === 'uk' ? 'uk-UA' : 'en-GB', { maximumFractionDigits: digits }).format(
    value,
  );

const SIZES = {
  uk: ['Б', 'кБ', 'МБ', 'ГБ'],
  en: ['B', 'kB', 'MB', 'GB'],
};

/** `3,2 МБ`. */
export function sizeText(language: Language, bytes: number): string {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const digits = step > 1 ? 1 : 0;
  return `${numberText(language, bytes / 1000 ** step, digits)}\u00a0${SIZES[language][step]}`;
}

export type Forms = { one: string; few?: string; many?: string; other: string };

/** A number with its word, by the language's own rules: 1 день, 2 дні, 5 днів. */
export const counted = (language: Language, count: number, forms: Forms): string =>
  `${numberText(language, count)}\u00a0${forms[new Intl.PluralRules(language).select(count) as keyof Forms] ?? forms.other}`;

/** Days from one civil date to another; negative: back. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
