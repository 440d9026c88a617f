import type { ApiDocument } from '#api-document';
import type { Language, SitePage } from '../page.ts';
import { errorPage } from './error-page.ts';
import { errorIndex, statusesOf } from './index-page.ts';

/** The index of the errors, then a page for each, by status. */
export function errorPages(document: ApiDocument, language: Language): SitePage[] {
  const ordered = statusesOf(document).flatMap((status) =>
    document['x-errors'].filter((error) => error.status === status),
  );
  return [errorIndex(document, language), ...ordered.map((error) => errorPage(document, error, language))];
}
