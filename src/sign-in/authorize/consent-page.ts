import type { AnswerOf } from '../../api/answers.ts';
import type { Context } from '../../oauth/contexts.ts';
import { type Html, type HtmlPart, html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { form } from '../fields.ts';
import type { Language } from '../language.ts';
import { commonTexts } from '../texts.ts';
import { tokenFor } from '../visitor.ts';
import { placeOf } from './destination.ts';
import { scopeInWords } from './scopes.ts';
import { authorizeTexts } from './texts.ts';
import { type SignedInVisit, sheetOf, shownPurpose, signedInAs } from './visit.ts';

/** The last step: may it do this for you? What is asked for and cannot be granted is said as well. */
export function consentPage(visit: SignedInVisit, context: Context, isOneOfMany: boolean): AnswerOf<'page'> {
  const { visitor, address, request } = visit;
  const { language } = visitor;
  const texts = authorizeTexts[language].consent;
  const common = commonTexts[language];
  const { mis, token, said, sheet } = sheetOf(visit);
  const title = texts.title(mis);
  const inEntity = context.edrpou !== null && html`<small>${common.edrpou} ${context.edrpou}</small>`;
  return showPage(visitor, {
    ...sheet,
    title,
    main: html`${said}
<h1>${title}</h1>
${form(
  address,
  token,
  html`<input type="hidden" name="legal_entity" value="${context.clientId}">
<input type="hidden" name="shown" value="${tokenFor(visitor, ...shownPurpose(context))}">
<dl class="facts">
<dt>${texts.entity}</dt><dd>${context.name}${inEntity}${isOneOfMany && html`<a href="${address}">${texts.otherEntity}</a>`}</dd>
<dt>${texts.you}</dt><dd>${signedInAs(visit)}</dd>
</dl>
<h2>${texts.can(mis)}</h2>
<ul class="grants">${context.scopes.map((scope) => html`<li>${grant(language, scope)}</li>`)}</ul>
<h2>${texts.cannot(mis)}</h2>
<ul class="grants not"><li>${texts.password}</li></ul>
${(['role', 'client'] as const).map((reason) => refusedFor(language, context, reason))}
<div class="actions">
<button class="button" name="action" value="allow">${texts.allow}</button>
<button class="button second" name="action" value="deny">${texts.deny}</button>
</div>
<p class="quiet">${texts.after(placeOf(request.redirectUri))} ${texts.takeBack} <a href="/account">${common.account}</a>.</p>`,
)}`,
  });
}

/**
 * The console asks for all that there is, and a clinic's officer may have a fifth of it: what is to be decided would stand
 * below a screenful that is none of their concern.
 */
const MOST_SPREAD_OUT = 5;

/** What was asked for and cannot be granted, under its reason; much of it is folded up. */
function refusedFor(language: Language, { refused }: Context, reason: 'role' | 'client'): HtmlPart {
  const scopes = refused.filter(({ by }) => by === reason).map(({ scope }) => scope);
  if (scopes.length === 0) return undefined;
  const because = authorizeTexts[language].consent.because[reason];
  const list = html`<ul class="grants not">${scopes.map((scope) => html`<li>${grant(language, scope)}</li>`)}</ul>`;
  if (scopes.length <= MOST_SPREAD_OUT) return html`<p>${because}</p>\n${list}`;
  return html`<details><summary>${because.replace(/:$/, '')} (${scopes.length})</summary>\n${list}</details>`;
}

/** A scope in words; one that has none, as it stands. */
export function grant(language: Language, scope: string): Html {
  const words = scopeInWords(language, scope);
  return words === undefined ? html`<code>${scope}</code>` : html`${words}`;
}
