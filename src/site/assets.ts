import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readBytes, readText } from './files.ts';

/** A file whose name has the hash of its content, so that whoever has it keeps it. */
export type Asset = { address: string; type: string; content: Buffer };

const SCRIPT = 'text/javascript; charset=utf-8';

function asset(name: string, type: string, content: Buffer | string): Asset {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { address: `/docs/assets/${name.replace(/(?=\.\w+$)/, `-${hash}`)}`, type, content: bytes };
}

/** In the order of the cascade. Forms of the sign-in pages are not among them. */
const STYLES = ['tokens', 'page', 'text', 'tables', 'docs', 'home', 'search', 'reference', 'print'].map(
  (name) => `design/${name}.css`,
);

export const styleAsset = (): Asset =>
  asset('style.css', 'text/css; charset=utf-8', STYLES.map(readText).join(''));

/** What every page loads, and asks the next for when somebody searches. */
export const scriptAsset = (): Asset => asset('search.js', SCRIPT, joined(['words', 'match', 'search']));

/** MiniSearch under its licence, which every copy has to carry, and how an index is opened with it. */
export const libraryAsset = (): Asset => {
  const module = import.meta.resolve('minisearch');
  const read = (address: string) => readFileSync(new URL(address, module), 'utf8');
  const library = `/*\n${read('../../LICENSE.txt')}*/\n${withoutComments(read(module))}`;
  return asset('library.js', SCRIPT, `${library}${joined(['words', 'match', 'open'])}`);
};

export const indexAsset = (language: string, index: object): Asset =>
  asset(`index-${language}.json`, 'application/json; charset=utf-8', JSON.stringify(index));

/** Drawings, and what was seen on a screen. */
const PICTURE_TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webp': 'image/webp',
};
export const isPicture = (file: string): boolean => extname(file) in PICTURE_TYPES;

export const pictureAsset = (file: string): Asset =>
  asset(basename(file), PICTURE_TYPES[extname(file)] as string, readBytes(file));

/** Modules of `browser/` as one: each needs only those before it. */
const joined = (names: readonly string[]): string =>
  names
    .map((name) => withoutComments(readText(`src/site/browser/${name}.js`)))
    .map((text) => text.replaceAll(/^import .*\n/gm, '').replaceAll(/^export (?!{)/gm, ''))
    .join('');

/** Half of the library is documentation of its functions. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '').replaceAll(/^\s*\/\/.*\n/gm, '');
