export type Language = 'uk' | 'en';
const LANGUAGES: readonly Language[] = ['uk', 'en'];

/** A text in both; that in English says the same with the same blanks. */
export type InLanguages<Text> = Readonly<Record<Language, Text>>;
export const inLanguages = <Text>(uk: Text, en: NoInfer<Text>): InLanguages<Text> => ({ uk, en });

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.includes(text as Language);

/** As many ranges of an Accept-Language header as are read. */
const MAX_RANGES = 20;

/**
 * @param asked by a link on the page
 * @param kept from an earlier one
 * @param accepted the browser's Accept-Language, which names what its owner likes best first or by weight
 */
export function chooseLanguage(
  asked: string | undefined,
  kept: string | undefined,
  accepted: string | undefined,
): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(kept)) return kept;
  const ranges = (accepted ?? '')
    .split(',', MAX_RANGES)
    .map(readRange)
    .filter(({ language, weight }) => isLanguage(language) && weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return (ranges[0]?.language as Language | undefined) ?? 'uk';
}

/** `en-GB;q=0.8` (RFC 9110, 12.5.4). */
function readRange(range: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { language: tag.split('-')[0] as string, weight: weight === undefined ? 1 : Number(weight) || 0 };
}

/** A number with its word: one, two, five. */
export function counted(
  language: Language,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return `${count} ${forms[new Intl.PluralRules(language).select(count)] ?? forms.other}`;
}

/** A name among other words; one that has quotation marks of its own needs no others. */
export function quoted(language: Language, name: string): string {
  if (/[«»“”"„]/.test(name)) return name;
  return language === 'uk' ? `«${name}»` : `“${name}”`;
}

const MOMENTS = {
  uk: { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  en: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const;

/** `28.02.2024, 14:03`, in the registry's time zone. */
export function momentIn(language: Language, instant: Date, timeZone: string): string {
  const locale = language === 'uk' ? 'uk-UA' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...MOMENTS[language], timeZone }).format(instant);
}
