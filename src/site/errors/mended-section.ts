import { type Html, html } from '../../platform/html/html.ts';
import { codeBlockOf } from '../code.ts';
import type { ApiDocument, ApiError, Exchange } from '../document.ts';
import type { Language } from '../page.ts';
import { bodyText, headersThatMatter } from '../reference/curl.ts';
import type { PageSection } from '../reference/markup.ts';
import { methodsOf } from '../reference/resolve.ts';
import { type Change, changedFields, type Line, linesApart } from './difference.ts';
import { WORDS } from './words.ts';

type Request = Exchange['request'];

/** Requests that are further apart than this have more than one thing between them: showing both explains nothing. */
const MOST_CHANGES = 3;

/** The call that failed beside the same method's call that passed, and what lies between them. */
export function mendedSection(
  document: ApiDocument,
  error: ApiError,
  language: Language,
): PageSection | false {
  const failing = error['x-exchange'];
  const method = methodsOf(document).find(({ operation }) => operation.operationId === failing?.operationId);
  const passing = method?.operation['x-exchange']?.request;
  if (failing === undefined || passing === undefined) return false;
  const changes = changesOf(failing.request, passing);
  if (changes.length > MOST_CHANGES) return false;
  const words = WORDS[language];
  const { left, right } = linesApart(requestText(failing.request), requestText(passing));
  if (changes.length === 0)
    return {
      id: 'request',
      title: words.failed,
      body: html`<p>${words.sameRequest}</p>\n${markedBlock(left)}`,
    };
  return {
    id: 'request',
    title: words.mended,
    body: html`<ul>${changes.map((change) => html`<li>${changeInWords(change, language)}</li>`)}</ul>
<div class="apart"><figure><figcaption>${words.failed}</figcaption>${markedBlock(left)}</figure>
<figure><figcaption>${words.passed}</figcaption>${markedBlock(right)}</figure></div>`,
  };
}

function changesOf(failing: Request, passing: Request): Change[] {
  const line = ({ method, path }: Request) => ({ [method]: path });
  const headers = (request: Request) => Object.fromEntries(headersThatMatter(request.headers));
  const bodies = changedFields(failing.body, passing.body);
  const isAnother = bodies.length === 0 && JSON.stringify(failing.body) !== JSON.stringify(passing.body);
  return [
    ...changedFields(line(failing), line(passing)),
    ...changedFields(headers(failing), headers(passing)),
    ...bodies,
    ...(isAnother ? [{ name: 'body' }] : []),
  ];
}

function requestText({ method, path, headers, body }: Request): string {
  const head = [
    `${method} ${path}`,
    ...headersThatMatter(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return [...head, ...(body === undefined ? [] : ['', bodyText(body)])].join('\n');
}

/** Long values stand in the requests themselves. */
const SHORT = 60;

function changeInWords({ name, before, after }: Change, language: Language): Html {
  const { instead, added, removed, body } = WORDS[language];
  const isShort = [before, after].every((value) => value === undefined || value.length <= SHORT);
  const what = name === 'body' ? body : html`<code>${name}</code>`;
  if (before === undefined && after !== undefined)
    return html`${what} ${added}${isShort && html`: <code>${after}</code>`}`;
  if (before !== undefined && after === undefined) return html`${what} ${removed}`;
  return isShort && after !== undefined
    ? html`${what}: <code>${after}</code> ${instead} <code>${before}</code>`
    : html`${what}`;
}

const markedBlock = (lines: Line[]): Html =>
  codeBlockOf(
    html`${lines.map(({ text, changed }, at) => [at > 0 && '\n', changed && text !== '' ? html`<mark>${text}</mark>` : text])}`,
  );
