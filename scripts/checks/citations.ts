import { readSpecification, type Specification } from '../specification.ts';
import { readSources, type SourceFile } from './files.ts';

/** A place of the specification: its number, and perhaps a row of its table. */
type Citation = { number: string; row?: string | undefined };

/** `SPEC 4.2`, `SPEC 4.2 (6)`, `SPEC 4.2, step 6`, `SPEC 7, 8 and 13.1`; a comment may break the line after the word. */
const CITATION =
  /\bSPEC\s+(?:(?:\*|\/\/|--)\s+)?(\d[\d.]*\d|\d)((?:(?:, | and )(?:\d[\d.]*\d|\d))*)(?: \(([\d–]+)\)|, step (\d+))?/g;
const ODD_FORM =
  /\bspecification,? (?:section )?\d|\bsections? \d[\d.]*(?: (?:to|and) \d[\d.]*)? of the specification/gi;
const STEP = /\bstep: '(\d[^']*)'/g;
const ROUTE = /\bspec: '([^']*)'/g;
const LINK = /\[([^\]]*)\]\(([^)\s]+)\)/g;

/** Every section of the specification that code or a page names is there, and pages link to it. */
export async function citationProblems(): Promise<string[]> {
  return findCitationProblems(await readSources(), await readSpecification());
}

export function findCitationProblems(sources: readonly SourceFile[], specification: Specification): string[] {
  return sources.flatMap((file) => {
    if (file.name === 'SPEC.md') return [];
    if (file.name.endsWith('.md')) return pageProblems(file, specification);
    return /\.(ts|mjs|sql)$/.test(file.name) ? codeProblems(file, specification) : [];
  });
}

function codeProblems(file: SourceFile, specification: Specification): string[] {
  return [
    ...oddForms(file),
    ...[...file.text.matchAll(CITATION)].flatMap((match) =>
      missing(file, match, citationsOf(match), specification),
    ),
    ...declarations(file).flatMap((match) =>
      missing(file, match, [toCitation(match[1] as string)], specification),
    ),
  ];
}

/** Steps of rules and sections of routes; those of tests are rows of their own tables. */
function declarations({ name, text }: SourceFile): RegExpExecArray[] {
  if (!/^(src|scripts\/docs)\//.test(name) || name.endsWith('.test.ts')) return [];
  return [...text.matchAll(STEP), ...text.matchAll(ROUTE)];
}

function pageProblems(file: SourceFile, specification: Specification): string[] {
  const blank = (part: string) => part.replace(/[^\n]/g, ' '); // lines keep their numbers
  const prose = file.text.replace(/^```.*?^```/gms, blank);
  const links = [...prose.matchAll(LINK)].filter(([, , target]) => /(^|\/)SPEC\.md#/.test(target as string));
  const unlinked = { ...file, text: links.reduce((text, [link]) => text.replace(link, blank(link)), prose) };
  const loose = [...unlinked.text.matchAll(CITATION)];
  // Decision records are prose of their day; what they cite must be there, but need not be a link.
  const isRecord = file.name.startsWith('docs/adr/');
  return [
    ...oddForms(unlinked),
    ...loose.flatMap((match) =>
      isRecord
        ? missing(file, match, citationsOf(match), specification)
        : [`${place(file, match)}: ${match[0]} is no link to SPEC.md`],
    ),
    ...links.flatMap((match) => linkProblems(file, match, specification)),
  ];
}

/** A link whose text begins with a number cites it: `[SPEC 4.2](…)`, `[4.2 (6)](…)`. */
function linkProblems(file: SourceFile, match: RegExpExecArray, specification: Specification): string[] {
  const [, text = '', target = ''] = match;
  const cited = /^(?:SPEC )?(\d[\d.]*\d|\d)(?: \(([\d–]+)\))?/.exec(text);
  if (cited === null) return [];
  const citation = { number: cited[1] as string, row: cited[2] };
  const problems = missing(file, match, [citation], specification);
  const anchor = specification.get(citation.number)?.anchor;
  return problems.length > 0 || target.endsWith(`#${anchor}`)
    ? problems
    : [`${place(file, match)}: [${text}] leads to another section than #${anchor}`];
}

function citationsOf([, first, others = '', row, step]: RegExpExecArray): Citation[] {
  const numbers = [first as string, ...(others.match(/[\d.]*\d/g) ?? [])];
  return numbers.map((number, at) => ({
    number,
    row: at === numbers.length - 1 ? (row ?? step) : undefined,
  }));
}

function toCitation(text: string): Citation {
  const [, number, row] = /^(\S+) \((.+)\)$/.exec(text) ?? [];
  return number === undefined ? { number: text } : { number, row };
}

function missing(
  file: SourceFile,
  match: RegExpExecArray,
  citations: readonly Citation[],
  specification: Specification,
): string[] {
  return citations.flatMap(({ number, row }) => {
    const section = specification.get(number);
    if (section === undefined) return [`${place(file, match)}: SPEC.md has no section ${number}`];
    if (row === undefined || section.rows.has(row)) return [];
    return [`${place(file, match)}: section ${number} of SPEC.md has no row ${row}`];
  });
}

function oddForms(file: SourceFile): string[] {
  return [...file.text.matchAll(ODD_FORM)].map(
    (match) => `${place(file, match)}: "${match[0]}" is written SPEC 8`,
  );
}

function place({ name, text }: SourceFile, { index }: RegExpExecArray): string {
  return `${name}:${text.slice(0, index).split('\n').length}`;
}
