/** First line of every generated page. */
export function generatedFrom(source: string): string {
  return `<!-- Generated from ${source} by \`npm run docs\`; do not edit. -->\n\n`;
}

/**
 * A page that is written by hand but for one part between two marks.
 * @param source what that part is generated from, as the first mark names it
 * @throws Error when the page has lost its marks
 */
export function withGeneratedPart(page: string, source: string, part: string): string {
  const begin = `<!-- Generated from ${source} by \`npm run docs\`; do not edit up to the next mark. -->\n`;
  const end = '<!-- End of what is generated. -->\n';
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`a page has lost the marks around what is from ${source}`);
  return `${page.slice(0, from)}${begin}\n${part}\n${page.slice(to)}`;
}

/** A Markdown table; cells may hold anything that fits on a line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |\n`;
  return line(header) + line(header.map(() => '---')) + rows.map(line).join('');
}

/** A bar would end the cell, also inside code. */
const cell = (text: string) => text.replaceAll('|', '\\|');

/** A sentence of the source as Markdown: `<TYPE>` outside of code would be taken for HTML and vanish. */
export function prose(sentence: string): string {
  return sentence.replace(/`[^`]*`|</g, (part) => (part === '<' ? '&lt;' : part));
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\`\n`;
}

/** The literal text of an error, or that it has none. */
export function literal(message: string | null): string {
  return message === null ? '(no message)' : code(message);
}
