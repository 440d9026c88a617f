type Search = { edrpou: string } | { name: string } | Record<never, never>;

/** One field for both: digits of an ЄДРПОУ, however they are set apart, or words of a name, which may be digits too. */
export function searchOf(text: string): Search {
  const digits = text.replaceAll(/\s/g, '');
  if (/^[0-9]{8,10}$/.test(digits)) return { edrpou: digits };
  return text === '' ? {} : { name: text };
}
