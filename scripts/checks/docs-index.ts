import { readSources } from './files.ts';

const INDEX = 'docs/README.md';

/** The index of the documentation links to every page, so that none is found by chance alone. */
export async function docsIndexProblems(): Promise<string[]> {
  const pages = (await readSources('docs')).filter(({ name }) => name.endsWith('.md'));
  const index = pages.find(({ name }) => name === INDEX)?.text ?? '';
  return pages
    .filter(({ name }) => name !== INDEX && !index.includes(`](${name.slice('docs/'.length)})`))
    .map(({ name }) => `${INDEX} has no link to ${name}`);
}
