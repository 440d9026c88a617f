import type { AnswerOf } from '../../api/answers.ts';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import { type Sheet, showPage } from '../answer.ts';
import { field, form, formExpired, type Mistake, notice, summary, waitFor } from '../fields.ts';
import { quoted } from '../language.ts';
import { commonTexts } from '../texts.ts';
import { tokenFor, type Visitor } from '../visitor.ts';
import { authorizeTexts } from './texts.ts';

/** Why the page comes. */
export type SignInReason =
  | { kind: 'mistakes'; mistakes: readonly Mistake[] }
  | { kind: 'wait'; seconds: number }
  | { kind: 'form-expired' }
  | { kind: 'ended' | 'signed-out' | 'password-set' };

type SignIn = {
  address: string;
  /** The program that asks; undefined: somebody came by themselves. */
  mis: string | undefined;
  leadsTo?: string | undefined;
  /** As it was typed. */
  email?: string | undefined;
  reason?: SignInReason | undefined;
};

/** The first step: who are you? What was typed is there again, but for the password. */
export function signInPage(
  visitor: Visitor,
  { address, mis, leadsTo, email, reason }: SignIn,
): AnswerOf<'page'> {
  const texts = authorizeTexts[visitor.language].signIn;
  const common = commonTexts[visitor.language];
  const name = mis === undefined ? undefined : quoted(visitor.language, mis);
  const title = name === undefined ? texts.titleAlone : texts.title(name);
  const mistakes = reason?.kind === 'mistakes' ? reason.mistakes : [];
  const { kind } = reason ?? {};
  return showPage(visitor, {
    ...answerTo(reason),
    title,
    address,
    leadsTo,
    main: html`${noticeOf(visitor, reason)}
<h1>${title}</h1>
<p class="lead">${name === undefined ? texts.leadAlone : texts.lead(name)}</p>
${form(
  address,
  tokenFor(visitor, address),
  html`${field({ id: 'email', label: common.email, type: 'email', autocomplete: 'username', value: email ?? '', first: kind === undefined }, mistakes)}
${field({ id: 'password', label: common.password, type: 'password', autocomplete: 'current-password' }, mistakes)}
<div class="actions"><button class="button" name="action" value="sign-in">${texts.button}</button></div>`,
)}
<p class="quiet">${texts.forgotten}</p>`,
  });
}

/** Status and headers. */
function answerTo(reason: SignInReason | undefined): Pick<Sheet, 'status' | 'headers'> {
  switch (reason?.kind) {
    case 'mistakes':
      return { status: 422 };
    case 'form-expired':
      return { status: 403 };
    case 'wait':
      return { status: 429, headers: { 'retry-after': String(reason.seconds) } };
    default:
      return {};
  }
}

function noticeOf({ language }: Visitor, reason: SignInReason | undefined): HtmlPart {
  const texts = authorizeTexts[language].signIn;
  switch (reason?.kind) {
    case 'mistakes':
      return summary(texts.failed, reason.mistakes);
    case 'wait':
      return waitFor(language, reason.seconds);
    case 'form-expired':
      return formExpired(language);
    case 'ended':
      return notice('warn', texts.ended, html`<p>${texts.endedText}</p>`);
    case 'signed-out':
      return notice('good', texts.signedOut);
    case 'password-set':
      return notice('good', texts.passwordSet, html`<p>${texts.passwordSetText}</p>`);
    default:
      return undefined;
  }
}
