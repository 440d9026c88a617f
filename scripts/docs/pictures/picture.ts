import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../checks/files.ts';
import type { Both } from '../../sources/statement.ts';

export type Language = keyof Both;

/** As wide as a phone shows without making letters too small to read; a screen shows it in this size. */
export const WIDTH = 440;
/** Of ordinary text; `small` is for notes. */
export const FONT = { text: 15, small: 13 } as const;
export type Size = keyof typeof FONT;

/** What a picture uses of `design/tokens.css`: an image sees nothing of the page around it, so it brings them along. */
const COLOURS = [
  'paper',
  'sheet',
  'ink',
  'soft',
  'line',
  'accent',
  'good',
  'good-bg',
  'warn',
  'warn-bg',
  'bad',
];

const STYLE = `
  text { font: ${FONT.text}px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: var(--ink); }
  .small { font-size: ${FONT.small}px; fill: var(--soft); }
  .code { font-family: ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace; }
  .strong { font-weight: 600; }
  .ink { fill: var(--ink); }
  .refusal { fill: var(--bad); }
  .halo { stroke: var(--paper); stroke-width: 5; paint-order: stroke; }
  .on-band { stroke: var(--sheet); }
  .box { fill: var(--sheet); stroke: var(--soft); }
  .good { fill: var(--good-bg); stroke: var(--good); }
  .warn { fill: var(--warn-bg); stroke: var(--warn); }
  .band { fill: var(--sheet); }
  .on-paper { fill: var(--paper); }
  .rule { stroke: var(--line); }
  .good-bar { fill: var(--good); }
  .warn-bar { fill: var(--warn); }
  .mark { stroke: var(--ink); stroke-width: 3; }
  .arrow { fill: none; stroke: var(--soft); stroke-width: 1.3; marker-end: url(#head); }
  .dashed { stroke-dasharray: 5 4; }
  .head { fill: var(--soft); }`;

type Frame = { title: string; description: string; language: Language; height: number; width?: number };

/** An SVG picture for both colour schemes, said in words for who does not see it. @param parts its elements */
export async function picture(frame: Frame, parts: readonly string[]): Promise<string> {
  const { title, description, language, height, width = WIDTH } = frame;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" lang="${language}">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    `<style>${await colours()}${STYLE}\n</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0.8 8 4 0 7.2z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="var(--paper)"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** @throws Error when the stylesheet has lost a colour of one of its schemes */
async function colours(): Promise<string> {
  const css = await readFile(path.join(root, 'design/tokens.css'), 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const declared = (part: string) =>
    COLOURS.map((name) => {
      const [declaration] = new RegExp(`--${name}: #[0-9a-f]{6};`).exec(part) ?? [];
      if (declaration === undefined) throw new Error(`design/tokens.css has no --${name}`);
      return declaration;
    }).join(' ');
  return `
  svg { ${declared(light)} }
  @media (prefers-color-scheme: dark) {
    svg { ${declared(dark)} }
  }`;
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function label(x: number, y: number, content: string, kind = '', anchor = 'start'): string {
  const attributes = `${kind === '' ? '' : ` class="${kind}"`}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${x}" y="${y}"${attributes}>${escapeXml(content)}</text>`;
}

export const arrow = (path: string, kind = ''): string =>
  `<path class="arrow${kind === '' ? '' : ` ${kind}`}" d="${path}"/>`;

export const box = (x: number, y: number, width: number, height: number, kind = 'box'): string =>
  `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>`;

/** Breaks a text between words into lines that fit, by the usual width of a letter. */
export function lines(content: string, width: number, size: Size = 'text'): string[] {
  const most = Math.floor(width / (FONT[size] * 0.52));
  const broken: string[] = [];
  for (const word of content.split(' ')) {
    const last = broken.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) broken.push(word);
    else broken[broken.length - 1] = `${last} ${word}`;
  }
  return broken;
}
