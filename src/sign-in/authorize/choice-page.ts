import type { AnswerOf } from '../../api/answers.ts';
import type { Context } from '../../oauth/contexts.ts';
import { html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { form } from '../fields.ts';
import { commonTexts } from '../texts.ts';
import { authorizeTexts } from './texts.ts';
import { FIRST_ENTITY, type SignedInVisit, sheetOf, signedInAs } from './visit.ts';

/** The second step, for somebody who works in several legal entities: for which of them? */
export function choicePage(visit: SignedInVisit, contexts: readonly Context[]): AnswerOf<'page'> {
  const { visitor, address } = visit;
  const isMissing = visit.trouble === 'nothing-chosen';
  const texts = authorizeTexts[visitor.language].choice;
  const { consent } = authorizeTexts[visitor.language];
  const { edrpou } = commonTexts[visitor.language];
  const { mis, token, said, sheet } = sheetOf(visit);
  const title = texts.title(mis);
  return showPage(visitor, {
    ...sheet,
    title,
    main: html`${said}
<h1 id="question">${title}</h1>
<p class="lead">${texts.lead(mis)}</p>
${form(
  address,
  token,
  html`<fieldset class="choices${isMissing && ' wrong'}" aria-labelledby="question"${isMissing && html` aria-describedby="missing"`}>
${isMissing && html`<p class="error" id="missing">${texts.missing}</p>`}
${contexts.map(
  (
    context,
    at,
  ) => html`<label><input type="radio" name="legal_entity" id="${at === 0 ? FIRST_ENTITY : `legal-entity-${at + 1}`}" value="${context.clientId}">
<strong>${context.name}</strong>${context.edrpou !== null && html`<small>${edrpou} ${context.edrpou}</small>`}</label>`,
)}
</fieldset>
<div class="actions"><button class="button" name="action" value="choose">${texts.button}</button></div>
<p class="quiet">${consent.you} ${signedInAs(visit)}</p>`,
)}`,
  });
}
