import { readSources } from './files.ts';

const INDEX = 'docs/README.md';

/** The index of the documentation links to every page, so that none is found by chance alone, and to none twice over. */
export async function docsIndexProblems(): Promise<string[]> {
  const pages = (await readSources('docs')).filter(({ name }) => name.endsWith('.md'));
  const index = pages.find(({ name }) => name === INDEX)?.text ?? '';
  return pages
    .filter(({ name }) => name !== INDEX)
    .flatMap(({ name }) => {
      const links = index.split(`](${name.slice('docs/'.length)})`).length - 1;
      if (links === 1) return [];
      return [`${INDEX} has ${links === 0 ? 'no link' : `${links} links`} to ${name}`];
    });
}
