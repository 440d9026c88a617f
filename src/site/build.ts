import { createHash } from 'node:crypto';
import { html } from '../platform/html/html.ts';
import {
  type Asset,
  indexAsset,
  isPicture,
  libraryAsset,
  pictureAsset,
  scriptAsset,
  styleAsset,
} from './assets.ts';
import { errorPages } from './errors/pages.ts';
import { listDocs, readDocument } from './files.ts';
import { article } from './frame/article.ts';
import { type Assets, frame } from './frame/frame.ts';
import { homePage } from './home.ts';
import { listPages } from './lists.ts';
import { markdownPages } from './markdown/pages.ts';
import { MISSING, missingPage } from './missing.ts';
import { addressOf, LANGUAGES, type Language, type SitePage } from './page.ts';
import { referencePages } from './reference/pages.ts';
import { searchIndex } from './search/index.ts';

/** What is served under one address. */
export type SiteFile = { type: string; content: Uint8Array; hash: string; isAsset: boolean };
export type Site = {
  /** By address. */
  files: Map<string, SiteFile>;
  /** Of a page that is not there; what is near stands between its halves. */
  missing: Readonly<Record<Language, readonly [before: string, after: string]>>;
};

const PAGE_TYPE = 'text/html; charset=utf-8';

/**
 * All pages of the site and what they load, from the files of the repository. Takes a second or two: see `site.ts`.
 * @param server the address that examples call; absent: the one that the document names
 */
export function buildSite(server?: string): Site {
  const document = readDocument();
  if (server !== undefined) document.servers = [{ url: server.replace(/\/+$/, '') }];
  const pictures = new Map(
    listDocs()
      .filter(isPicture)
      .map((name) => [name, pictureAsset(name)]),
  );
  const pictureOf = (file: string) => pictures.get(file)?.address;
  const pages = { uk: pagesIn('uk'), en: pagesIn('en') };

  function pagesIn(language: Language): SitePage[] {
    const contents = [
      ...markdownPages(language, pictureOf),
      ...referencePages(document, language),
      ...errorPages(document, language),
    ];
    return [homePage(document, language), ...listPages(language, contents), ...contents];
  }

  const [style, script, library] = [styleAsset(), scriptAsset(), libraryAsset()];
  const icon = pictureAsset('design/icon.svg');
  const indexes = {
    uk: indexAsset('uk', searchIndex('uk', pages.uk)),
    en: indexAsset('en', searchIndex('en', pages.en)),
  };
  const assets: Assets = {
    style: style.address,
    icon: icon.address,
    script: script.address,
    library: library.address,
    index: { uk: indexes.uk.address, en: indexes.en.address },
  };
  const framed = LANGUAGES.flatMap((language) =>
    pages[language].map((page): [string, SiteFile] => [
      addressOf(language, page.path),
      fileOf(
        PAGE_TYPE,
        Buffer.from(frame({ page, assets, content: contentOf(page, pages[language]) })),
        false,
      ),
    ]),
  );
  const loaded = [style, icon, script, library, indexes.uk, indexes.en, ...pictures.values()].map(
    ({ address, type, content }: Asset): [string, SiteFile] => [address, fileOf(type, content, true)],
  );
  const missing = (language: Language) => {
    const page = missingPage(language);
    const [before = '', after = ''] = frame({ page, assets, content: contentOf(page, []) }).split(MISSING);
    return [before, after] as const;
  };
  return { files: new Map([...framed, ...loaded]), missing: { uk: missing('uk'), en: missing('en') } };
}

/** The first page and that of a missing one stand alone. */
const contentOf = (page: SitePage, pages: readonly SitePage[]) =>
  page.path === '' || pages.length === 0
    ? html`<main class="page alone" id="content" tabindex="-1">\n${page.body}\n</main>`
    : article(page, pages);

function fileOf(type: string, content: Uint8Array, isAsset: boolean): SiteFile {
  const hash = createHash('sha256').update(content).digest('base64url');
  return { type, content, hash, isAsset };
}
