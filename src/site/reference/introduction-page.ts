import type { ApiDocument } from '#api-document';
import { renderMarkdown } from '../markdown/markdown.ts';
import type { Language, SitePage } from '../page.ts';
import { textIn } from './markup.ts';
import { WORDS } from './words.ts';

export const INTRODUCTION = 'reference/introduction';

/** What holds for every method: the description of the document as a whole. */
export function introductionPage(document: ApiDocument, language: Language): SitePage {
  const title = WORDS[language].introduction;
  const text = `# ${title}\n\n${textIn(language, document.info)}`;
  // It names no file of the repository.
  const resolve = (address: string) => ({ address });
  return {
    path: INTRODUCTION,
    language,
    textLanguage: language,
    section: 'methods',
    group: title,
    ...renderMarkdown(text, { language, resolve }),
  };
}
