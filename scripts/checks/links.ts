import { existsSync } from 'node:fs';
import path from 'node:path';
import { slugOf } from '../../src/site/markdown/slug.ts';
import { readSources, root, type SourceFile } from './files.ts';

/** Every relative link of a Markdown file leads to a file of the repository, and to a heading in it if it names one. */
export async function linkProblems(): Promise<string[]> {
  const sources = await readSources();
  const pages = new Map(
    sources.filter(({ name }) => name.endsWith('.md')).map((page) => [page.name, page.text]),
  );
  return [...pages].flatMap(([name, text]) =>
    linksOf({ name, text })
      .filter((link) => !leadsSomewhere(link, pages))
      .map(({ target }) => `${name}: ${target} leads nowhere`),
  );
}

type Link = { from: string; target: string };

function linksOf({ name, text }: SourceFile): Link[] {
  const prose = text.replace(/^```.*?^```/gms, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => ({ from: name, target: target as string }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere({ from, target }: Link, pages: ReadonlyMap<string, string>): boolean {
  const [file = '', anchor] = target.split('#');
  const name = file === '' ? from : path.posix.join(path.posix.dirname(from), file);
  if (!existsSync(path.join(root, name))) return false;
  return anchor === undefined || headingsOf(pages.get(name) ?? '').includes(anchor);
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading as string));
}
