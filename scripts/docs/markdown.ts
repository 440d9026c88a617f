/** First line of every generated page. */
export function generatedFrom(source: string): string {
  return `<!-- Generated from ${source} by \`npm run docs\`; do not edit. -->\n\n`;
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
