import type { ApiDocument } from '#api-document';
import { methodsOfTag } from '#api-document';
import type { Language, SitePage } from '../page.ts';
import { methodIndex } from './index-page.ts';
import { introductionPage } from './introduction-page.ts';
import { methodPage } from './method-page.ts';

/** The index of the methods, then a page for each, in the order of their subjects. */
export function referencePages(document: ApiDocument, language: Language): SitePage[] {
  const ordered = document.tags.flatMap((tag) => methodsOfTag(document, tag));
  return [
    methodIndex(document, language),
    introductionPage(document, language),
    ...ordered.map((method) => methodPage(document, method, language)),
  ];
}
