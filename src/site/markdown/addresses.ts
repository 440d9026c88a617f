import path from 'node:path';
import type { Section } from '../page.ts';

/** Where a Markdown file of the repository is on the site. */
export type Placed = { path: string; section: Section | null };

/** Files outside of the folders below. */
const SINGLE: Readonly<Record<string, Placed>> = {
  'SPEC.md': { path: 'specification', section: 'reference' },
  'CHANGELOG.md': { path: 'changelog', section: 'reference' },
  'docs/sources.md': { path: 'sources', section: 'reference' },
  'docs/dependencies.md': { path: 'reference/dependencies', section: 'reference' },
};

/** Pages that are made from the OpenAPI document better than from the Markdown which readers of the repository have. */
const REPLACED: Readonly<Record<string, string>> = {
  'README.md': '',
  'docs/README.md': '',
  'docs/reference/errors.md': 'errors/',
  'docs/reference/rules.md': 'reference/',
};

const FOLDERS: Readonly<Record<string, Section>> = {
  'docs/tutorials': 'tutorials',
  'docs/how-to': 'how-to',
  'docs/runbooks': 'runbooks',
  'docs/reference': 'reference',
  'docs/explanation': 'explanation',
  'docs/adr': 'decisions',
};

/** @param file an English or Ukrainian one: both are one page. @returns undefined where it is no page */
export function placeOf(file: string): Placed | undefined {
  const name = file.replace(/\.uk\.md$/, '.md');
  const single = SINGLE[name];
  if (single !== undefined) return single;
  const section = FOLDERS[path.posix.dirname(name)];
  if (section === undefined || !name.endsWith('.md') || name in REPLACED) return undefined;
  return { path: name.slice('docs/'.length, -'.md'.length), section };
}

/** The path on the site, with its anchor, of what a link in a file leads to. @returns undefined where it is not there */
export function pathOfLink(from: string, target: string): { path: string; id: string } | undefined {
  const [relative = '', anchor = ''] = target.split('#');
  const file = relative === '' ? from : path.posix.join(path.posix.dirname(from), relative);
  const placed = placeOf(file)?.path ?? REPLACED[file];
  if (placed === undefined) return undefined;
  // Its headings are the codes of errors, each of which has a page here.
  if (file === 'docs/reference/errors.md' && anchor !== '') return { path: `errors/${anchor}`, id: '' };
  return { path: placed, id: file in REPLACED ? '' : anchor };
}
