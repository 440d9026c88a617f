import type { AnswerOf } from '../../api/answers.ts';
import type { PasswordLink } from '../../people/password-links.ts';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { form, type Mistake, summary } from '../fields.ts';
import { newPasswordFields } from '../new-password.ts';
import { tokenFor, type Visitor } from '../visitor.ts';
import { passwordLinkTexts } from './texts.ts';

export const PASSWORD = '/password';
export type GoodLink = Extract<PasswordLink, { kind: 'good' }>;

/** A new password for whom the link was made. @param trouble what stands above in place of mistakes, and its status */
export function passwordLinkPage(
  visitor: Visitor,
  { purpose, email }: GoodLink,
  mistakes: readonly Mistake[] = [],
  trouble?: { said: HtmlPart; status: number },
): AnswerOf<'page'> {
  const texts = passwordLinkTexts[visitor.language];
  const status = trouble?.status ?? (mistakes.length > 0 ? 422 : 200);
  return showPage(visitor, {
    status,
    title: texts.title[purpose],
    address: PASSWORD,
    main: html`${trouble?.said}${mistakes.length > 0 && summary(texts.failed, mistakes)}
<h1>${texts.title[purpose]}</h1>
${email !== null && html`<p class="lead">${texts.lead[purpose](email)}</p>`}
${form(
  PASSWORD,
  tokenFor(visitor, PASSWORD),
  html`${newPasswordFields(visitor, email, mistakes, status === 200)}
<div class="actions"><button class="button">${texts.button}</button></div>`,
)}`,
  });
}

/** For a link that sets no password; `absent`: the browser has none any more. */
export function deadLinkPage(
  visitor: Visitor,
  reason: Exclude<PasswordLink['kind'], 'good'> | 'absent',
  cookies: readonly string[] = [],
): AnswerOf<'page'> {
  const texts = passwordLinkTexts[visitor.language];
  const { title, lead } = texts.dead[reason];
  return showPage(visitor, {
    status: reason === 'absent' ? 404 : 410,
    title,
    address: PASSWORD,
    cookies,
    main: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${reason === 'used' && html`<p><a href="/sign-in">${texts.signIn}</a></p>`}`,
  });
}
