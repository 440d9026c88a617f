import type { AnswerOf } from '../../api/answers.ts';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { field, form, type Mistake, summary } from '../fields.ts';
import { newPasswordFields } from '../new-password.ts';
import { tokenFor } from '../visitor.ts';
import { ACCOUNT, type SignedIn } from './page.ts';
import { accountTexts } from './texts.ts';

export const ACCOUNT_PASSWORD = '/account/password';

/** @param trouble what stands above instead of mistakes, and its status */
export function changePasswordPage(
  visitor: SignedIn,
  mistakes: readonly Mistake[] = [],
  trouble?: { said: HtmlPart; status: number; headers?: Record<string, string> },
): AnswerOf<'page'> {
  const texts = accountTexts[visitor.language].changePassword;
  const { said, ...answer } = trouble ?? { said: undefined, ...(mistakes.length > 0 ? { status: 422 } : {}) };
  return showPage(visitor, {
    ...answer,
    title: texts.title,
    address: ACCOUNT_PASSWORD,
    main: html`${said}${mistakes.length > 0 && summary(texts.failed, mistakes)}
<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${form(
  ACCOUNT_PASSWORD,
  tokenFor(visitor, ACCOUNT_PASSWORD),
  html`${field({ id: 'current', label: texts.current, type: 'password', autocomplete: 'current-password', first: trouble === undefined }, mistakes)}
${newPasswordFields(visitor, visitor.session.email, mistakes)}
<div class="actions"><button class="button">${texts.button}</button><a href="${ACCOUNT}">${texts.back}</a></div>`,
)}`,
  });
}
