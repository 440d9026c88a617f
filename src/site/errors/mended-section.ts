import type { ApiDocument, ApiError, Exchange } from '#api-document';
import { bodyText, headersThatMatter, methodsOf } from '#api-document';
import { type Html, html } from '../../platform/html/html.ts';
import { codeBlockOf } from '../code.ts';
import type { Language } from '../page.ts';
import type { PageSection } from '../reference/markup.ts';
import { type Change, changedFields, type Line, linesApart } from './difference.ts';
import { ADDRESS, BODY, MENDS } from './mends.ts';
import { WORDS } from './words.ts';

type Request = Exchange['request'];

/** The call that failed; where the request itself is to be mended, the same method's call that passed beside it. */
export function mendedSection(
  document: ApiDocument,
  error: ApiError,
  language: Language,
): PageSection | false {
  const failing = error['x-exchange'];
  if (failing === undefined) return false;
  const words = WORDS[language];
  const { changes, left, right } = differenceOf(document, error.code, failing);
  if (changes.length === 0) return { id: 'request', title: words.failed, body: markedBlock(left) };
  return {
    id: 'request',
    title: words.mended,
    body: html`<ul>${changes.map((change) => html`<li>${changeInWords(change, language)}</li>`)}</ul>
<div class="apart"><figure><figcaption>${words.failed}</figcaption>${markedBlock(left)}</figure>
<figure><figcaption>${words.passed}</figcaption>${markedBlock(right)}</figure></div>`,
  };
}

type Difference = { changes: Change[]; left: Line[]; right: Line[] };

/** What mends an error, in words and as marked lines; nothing where it is mended elsewhere, or no call has passed. */
export function differenceOf(
  document: ApiDocument,
  code: string,
  failing: { operationId: string; request: Request },
): Difference {
  const method = methodsOf(document).find(({ operation }) => operation.operationId === failing.operationId);
  const passing = method?.operation['x-exchange']?.request ?? failing.request;
  const mends = MENDS[code] ?? [];
  const changes = changedFields(partsOf(failing.request), partsOf(passing)).filter(({ name }) =>
    mends.includes(name),
  );
  const body = linesApart(bodyOf(failing.request), bodyOf(passing));
  return {
    changes,
    left: linesOf(failing.request, body.left, mends),
    right: linesOf(passing, body.right, mends),
  };
}

/** A request by what can be mended of it. */
const partsOf = ({ method, path, headers, body }: Request): Record<string, unknown> => ({
  [ADDRESS]: `${method} ${path}`,
  ...Object.fromEntries(headersThatMatter(headers)),
  ...(typeof body === 'object' ? body : {}),
  [BODY]: body,
});

const bodyOf = ({ body }: Request): string => (body === undefined ? '' : bodyText(body));

function linesOf(
  { method, path, headers, body }: Request,
  bodyLines: Line[],
  mends: readonly string[],
): Line[] {
  let field: string | undefined;
  const isMended = ({ text, changed }: Line) => {
    field = /^ {2}"([^"]+)":/.exec(text)?.[1] ?? field;
    return changed && (mends.includes(BODY) || (field !== undefined && mends.includes(field)));
  };
  return [
    { text: `${method} ${path}`, changed: mends.includes(ADDRESS) },
    ...headersThatMatter(headers).map(([name, value]) => ({
      text: `${name}: ${value}`,
      changed: mends.includes(name),
    })),
    ...(body === undefined ? [] : [{ text: '', changed: false }]),
    ...(body === undefined ? [] : bodyLines.map((line) => ({ ...line, changed: isMended(line) }))),
  ];
}

/** Long values stand in the requests themselves. */
const SHORT = 60;

function changeInWords({ name, before, after }: Change, language: Language): Html {
  const { instead, added, removed, body, address } = WORDS[language];
  const isField = /^[a-z_]+$/.test(name) && name !== ADDRESS;
  // A field is JSON, where "false" and false are two things; a header or an address is itself.
  const value = (json: string) => html`<code>${isField ? json : JSON.parse(json)}</code>`;
  const isShort = [before, after].every((each) => each === undefined || each.length <= SHORT);
  const what = name === BODY ? body : name === ADDRESS ? address : html`<code>${name}</code>`;
  if (before === undefined && after !== undefined)
    return html`${what} ${added}${isShort && html`: ${value(after)}`}`;
  if (after === undefined) return html`${what} ${removed}`;
  return isShort && before !== undefined
    ? html`${what}: ${value(after)} ${instead} ${value(before)}`
    : html`${what}`;
}

const markedBlock = (lines: Line[]): Html =>
  codeBlockOf(
    html`${lines.map(({ text, changed }, at) => [at > 0 && '\n', changed && text !== '' ? html`<mark>${text}</mark>` : text])}`,
  );
