import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { slugOf } from '../src/site/markdown/slug.ts';
import { root } from './checks/files.ts';

/** What can be cited of SPEC.md by its number: a section with a heading, or a numbered paragraph of one. */
export type Section = {
  number: string;
  /** Of the heading; a paragraph, which has none, is reached by that of its section. */
  anchor: string;
  /** First cells of the tables that stand in it: the steps that a citation may name in brackets. */
  rows: ReadonlySet<string>;
};

export type Specification = ReadonlyMap<string, Section>;

const HEADING = /^#{2,} (\d+(?:\.\d+)*)\.? .+$/;
const PARAGRAPH = /^(\d+\.\d+) \S/;
const ROW = /^\| ([^|]+?) \|/;

export async function readSpecification(): Promise<Specification> {
  return parseSpecification(await readFile(path.join(root, 'SPEC.md'), 'utf8'));
}

export function parseSpecification(text: string): Specification {
  const sections = new Map<string, Section>();
  let anchor = '';
  let rows = new Set<string>();
  const begin = (number: string) => {
    rows = new Set();
    sections.set(number, { number, anchor, rows });
  };
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    const paragraph = PARAGRAPH.exec(line)?.[1];
    if (heading !== undefined) {
      anchor = slugOf(line.replace(/^#+ /, ''));
      begin(heading);
    } else if (paragraph !== undefined) begin(paragraph);
    else for (const row of rowsOf(ROW.exec(line)?.[1] ?? '')) rows.add(row);
  }
  return sections;
}

/** `13–15` is three rows, and can be cited as a whole. */
function rowsOf(cell: string): string[] {
  const [, first, last] = /^(\d+)–(\d+)$/.exec(cell) ?? [];
  if (first === undefined) return [cell];
  const numbers = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) =>
    String(Number(first) + at),
  );
  return [cell, ...numbers];
}
