import type { Html } from '../platform/html/html.ts';

export type Language = 'uk' | 'en';
export const LANGUAGES: readonly Language[] = ['uk', 'en'];

/** Parts of the site in the order of its navigation. */
export const SECTIONS = [
  'tutorials',
  'how-to',
  'runbooks',
  'methods',
  'errors',
  'reference',
  'explanation',
  'decisions',
] as const;
export type Section = (typeof SECTIONS)[number];
/** The first page of each section, which lists the others. */
export const SECTION_PATHS: Readonly<Record<Section, string>> = {
  tutorials: 'tutorials/',
  'how-to': 'how-to/',
  runbooks: 'runbooks/',
  methods: 'reference/',
  errors: 'errors/',
  reference: 'handbook/',
  explanation: 'explanation/',
  decisions: 'adr/',
};

/** A place in a page that links lead to. */
export type Heading = { level: 2 | 3; id: string; text: string };

/** One page in one language: what stands between the navigation and the table of contents. */
export type SitePage = {
  /** Below `/docs/`, the same in each language: `reference/createLicense`; the first page of a section ends with a slash. */
  path: string;
  /** That of the address, and of what stands around the text. */
  language: Language;
  /** That of the text, which may exist in the other one only. */
  textLanguage: Language;
  /** As navigation and search show it, without markup. */
  title: string;
  /** Null: it stands outside of the sections, as the first page does. */
  section: Section | null;
  /** Pages of a section that stand together under a heading of this name, such as methods of one tag. */
  group?: string;
  /** One sentence for lists, without markup. */
  summary: string;
  /** Begins with its `<h1>`. */
  body: Html;
  /** Its headings from `<h2>` on, with the ids that they have in `body`. */
  headings: readonly Heading[];
  /** What search looks at, without markup: the page itself first (its `id` is empty), then its headings. */
  passages: readonly Passage[];
};

export type Passage = { id: string; title: string; text: string };

/** The address of a page, or of a place in it. @param path as in `SitePage` */
export const addressOf = (language: Language, path: string, id = ''): string =>
  `/docs/${language === 'en' ? 'en/' : ''}${path}${id === '' ? '' : `#${id}`}`;
