/** HTML that may stand in a page as it is. Made here alone: nothing that comes as JSON or text can look like it. */
export type Html = { readonly [MARKUP]: string };
/** What a template may hold; what is absent leaves nothing behind. */
export type HtmlPart = Html | string | number | false | null | undefined | readonly HtmlPart[];

const MARKUP = Symbol('markup');

/**
 * A template of HTML. Whatever is filled in is text, safe in an element and in a quoted attribute, unless it was made by
 * a template itself. Nothing is filled in inside a script or style: pages have neither.
 */
export function html(literals: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  const markup = literals.reduce((before, literal, at) => before + markupOf(parts[at - 1]) + literal);
  return { [MARKUP]: markup };
}

/**
 * Markup that another maker has made and escaped, out of text of our own: never of what somebody sent.
 */
export const trustedMarkup = (markup: string): Html => ({ [MARKUP]: markup });

/** The text of HTML, to be sent. */
export function markupOf(part: HtmlPart): string {
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return MARKUP in part ? part[MARKUP] : part.map(markupOf).join('');
}

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
