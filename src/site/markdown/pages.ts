import { isCitation, stepAnchor } from '../citation.ts';
import { listDocs, readText } from '../files.ts';
import { addressOf, type Language, type SitePage } from '../page.ts';
import { type Placed, pathOfLink, placeOf } from './addresses.ts';
import { renderMarkdown } from './markdown.ts';

const INDEX = 'docs/README.md';

/**
 * The pages that are Markdown files of the repository, in the order of `docs/README.md`. `x.uk.md` is the Ukrainian text of
 * `x.md`; a file of which there is one text only is a page of both languages.
 * @param pictureOf the address of a picture, by its path in the repository
 */
export function markdownPages(
  language: Language,
  pictureOf: (file: string) => string | undefined,
): SitePage[] {
  const names = ['SPEC.md', 'CHANGELOG.md', ...listDocs()];
  const placeInIndex = orderIn(readText(INDEX));
  return names
    .filter((name) => !name.endsWith('.uk.md') || !names.includes(name.replace('.uk.md', '.md')))
    .flatMap((name) => {
      const placed = placeOf(name);
      return placed === undefined ? [] : [{ name, placed }];
    })
    .toSorted((one, other) => placeInIndex(one.name) - placeInIndex(other.name))
    .map(({ name, placed }) => pageOf(textIn(language, name, names), placed, language, pictureOf));
}

function textIn(language: Language, name: string, names: readonly string[]): string {
  const ukrainian = name.replace(/(?:\.uk)?\.md$/, '.uk.md');
  return language === 'uk' && names.includes(ukrainian) ? ukrainian : name;
}

function pageOf(
  file: string,
  { path, section }: Placed,
  language: Language,
  pictureOf: (file: string) => string | undefined,
): SitePage {
  const text = readText(file);
  const textLanguage = languageOf(text);
  const resolve = (target: string, words: string) => {
    const found = pathOfLink(file, target);
    if (found !== undefined) {
      // On GitHub a step has no address, so there its link leads to the section.
      const isStep = found.path === 'specification' && isCitation(words);
      return { address: addressOf(language, found.path, isStep ? stepAnchor(words) : found.id) };
    }
    const source = joined(file, target);
    if (source === 'openapi/openapi.json') return { address: '/openapi.json' };
    const picture = pictureOf(source);
    return picture === undefined ? { source } : { address: picture };
  };
  const isNumbered = file === 'SPEC.md';
  const { title, ...parts } = rendered(file, text, { language: textLanguage, resolve, isNumbered });
  // What it is the specification of, its page says.
  const short = isNumbered ? title.replace(/:.*/, '') : title;
  return { path, language, textLanguage, section, title: short, ...parts };
}

/** Whoever broke a page is told which. */
function rendered(file: string, ...given: Parameters<typeof renderMarkdown>) {
  try {
    return renderMarkdown(...given);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** The path in the repository that a link of a file leads to. */
const joined = (file: string, target: string): string => new URL(target, `file:///${file}`).pathname.slice(1);

/** By the letters of its title: a page is written in one language. */
function languageOf(text: string): Language {
  const [title = ''] = /^# .*$/m.exec(text) ?? [];
  const cyrillic = title.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = title.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > latin ? 'uk' : 'en';
}

function orderIn(index: string): (name: string) => number {
  const linked = [...index.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => joined(INDEX, target as string));
  return (name) => {
    const at = linked.indexOf(name);
    return at === -1 ? linked.length : at;
  };
}
