import type { ApiDocument, ApiError, Method } from '#api-document';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import type { Language } from '../page.ts';
import { table } from '../table.ts';
import { errorLink, type PageSection, prose, stepLink } from './markup.ts';
import { WORDS } from './words.ts';

type Check = { step: string; sentence: string; errors: ApiError[] };

/** What is checked, in the order in which it is: what every method checks, then the rules of this one. */
export function checksSection(
  document: ApiDocument,
  method: Method,
  language: Language,
): PageSection | false {
  const checks = checksOf(document, method, language);
  if (checks.length === 0) return false;
  const { checks: title, checksLead, order, condition, otherwise, step } = WORDS[language];
  const rows = checks.map((check, at) => ({
    cells: [
      at + 1,
      html`${prose(check.sentence)} <small>${step} ${stepLink(language, check.step)}</small>`,
      check.errors.map((error): HtmlPart => html`<p>${errorLink(language, error)}</p>`),
    ],
  }));
  return {
    id: 'checks',
    title,
    body: html`<p class="quiet">${checksLead}</p>\n<div class="checks">${table(title, [order, condition, otherwise], rows)}</div>`,
    text: checks.map(({ sentence }) => sentence).join('\n'),
  };
}

function checksOf(document: ApiDocument, { operation }: Method, language: Language): Check[] {
  const errors = document['x-errors'];
  const possible = errorsOf(document, operation.operationId);
  const common = document['x-checks'].map((check) => ({
    ...check,
    errors: possible.filter(({ code }) => check.errors.includes(code)),
  }));
  const rules = operation['x-rules'].map((rule) => ({
    ...rule,
    errors: errors.filter(({ code }) => code === rule.error),
  }));
  return [...common, ...rules]
    .filter(({ errors: refusals }) => refusals.length > 0)
    .map((check) => ({ ...check, sentence: language === 'uk' ? check['x-sentence-uk'] : check.sentence }));
}

/** The errors that a method can answer, by status. */
export const errorsOf = (document: ApiDocument, operationId: string): ApiError[] =>
  document['x-errors']
    .filter(({ methods }) => methods.includes(operationId))
    .toSorted((left, right) => left.status - right.status);
