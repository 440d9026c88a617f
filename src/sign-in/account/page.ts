import type { AnswerOf } from '../../api/answers.ts';
import type { Consent } from '../../oauth/consents.ts';
import type { ListedSession, Session } from '../../people/sessions.ts';
import { type Html, type HtmlPart, html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { grant } from '../authorize/consent-page.ts';
import { form, notice } from '../fields.ts';
import { momentIn } from '../language.ts';
import { commonTexts } from '../texts.ts';
import { tokenFor, type Visitor } from '../visitor.ts';
import { deviceInWords } from './device.ts';
import { accountTexts } from './texts.ts';

export type Done = keyof (typeof accountTexts)['uk']['done'];
export type SignedIn = Visitor & { session: Session };
/** What somebody has under their name. */
export type Account = { sessions: readonly ListedSession[]; consents: readonly Consent[] };

export const ACCOUNT = '/account';

/** Where one is signed in, whom one has let in, and the means to end either. */
export function accountPage(
  visitor: SignedIn,
  account: Account,
  said: { done: Done } | { html: Html; status: number } | undefined,
): AnswerOf<'page'> {
  const texts = accountTexts[visitor.language];
  const common = commonTexts[visitor.language];
  return showPage(visitor, {
    title: texts.title,
    address: ACCOUNT,
    wide: true,
    ...(said !== undefined && 'status' in said ? { status: said.status } : {}),
    main: html`${said !== undefined && ('done' in said ? notice('good', texts.done[said.done], said.done === 'password-changed' ? html`<p>${texts.passwordChanged}</p>` : undefined) : said.html)}
<h1>${texts.title}</h1>
${form(
  ACCOUNT,
  tokenFor(visitor, ACCOUNT),
  html`<dl class="facts">
<dt>${common.email}</dt><dd>${visitor.session.email}</dd>
<dt>${common.password}</dt><dd><a href="/account/password">${texts.change}</a></dd>
</dl>
<button class="button second" name="action" value="sign-out">${common.signOut}</button>
<h2 id="sessions">${texts.sessions}</h2>
${sessionTable(visitor, account.sessions)}
<h2 id="consents">${texts.consents}</h2>
${account.consents.length === 0 ? html`<p>${texts.noConsents}</p>` : consentTable(visitor, account.consents)}`,
)}`,
  });
}

function sessionTable(visitor: SignedIn, sessions: readonly ListedSession[]): HtmlPart {
  const { language, session: current } = visitor;
  const texts = accountTexts[language];
  const rows = sessions.map(({ id, userAgent, address, lastUsedAt }) => {
    const device = deviceInWords(language, userAgent);
    const end =
      id === current.id
        ? html`<span class="tag good">${texts.current}</span>`
        : html`<button class="link" name="end" value="${id}" aria-label="${texts.endWhich(device)}">${texts.end}</button>`;
    return [device, address, moment(visitor, lastUsedAt), end];
  });
  return html`${table('sessions', [texts.device, texts.address, texts.lastUse, texts.action], rows)}
${
  rows.length > 1
    ? html`<p class="quiet">${texts.endOthersWhy}</p>
<div class="actions"><button class="button second" name="action" value="end-others">${texts.endOthers}</button></div>`
    : html`<p class="quiet">${texts.noOthers}</p>`
}`;
}

function consentTable(visitor: SignedIn, consents: readonly Consent[]): HtmlPart {
  const { language } = visitor;
  const texts = accountTexts[language];
  const common = commonTexts[language];
  const rows = consents.map(({ connectionId, consumerName, name, edrpou, scopes, givenAt }) => [
    html`<strong>${consumerName}</strong>`,
    html`${name}${edrpou !== null && html`<small>${common.edrpou} ${edrpou}</small>`}`,
    html`<ul>${scopes.map((scope) => html`<li>${grant(language, scope)}</li>`)}</ul>`,
    moment(visitor, givenAt),
    html`<button class="link" name="withdraw" value="${connectionId}" aria-label="${texts.withdrawWhich(consumerName, name)}">${texts.withdraw}</button>`,
  ]);
  return html`${table('consents', [texts.mis, texts.entity, texts.can, texts.given, texts.action], rows)}
<p class="quiet">${texts.withdrawWhat}</p>`;
}

/** On a narrow screen each row is a block, whose cells say what they are; the last is what can be done. */
function table(label: string, heads: readonly string[], rows: readonly HtmlPart[][]): Html {
  const cell = (part: HtmlPart, at: number) =>
    at === 0 || at === heads.length - 1
      ? html`<td role="cell">${part}</td>`
      : html`<td role="cell" data-label="${heads[at]}">${part}</td>`;
  return html`<table role="table" aria-labelledby="${label}">
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>`)}</tbody>
</table>`;
}

function moment({ language, timeZone }: Visitor, instant: string): Html {
  return html`<time datetime="${instant}">${momentIn(language, new Date(instant), timeZone)}</time>`;
}
