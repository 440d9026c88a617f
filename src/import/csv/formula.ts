/**
 * Spreadsheets run a field that begins with one of = + - @ TAB CR. Exports put an apostrophe in front of such a field,
 * and imports take it off again. Fields that already begin with apostrophes before one of these get and lose one more,
 * so that every text comes back as it was; any other apostrophe is left alone.
 */
const NEEDS_APOSTROPHE = /^'*[=+\-@\t\r]/;
const HAS_APOSTROPHE = /^'+[=+\-@\t\r]/;

/** A field as an export shows it. */
export function neutralizeFormula(text: string): string {
  return NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
}

/** The text that an export showed like this. */
export function restoreFormula(text: string): string {
  // One character decides nearly always: this runs for every field of an import.
  return text.charCodeAt(0) === 0x27 && HAS_APOSTROPHE.test(text) ? text.slice(1) : text;
}
