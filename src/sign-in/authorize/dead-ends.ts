import type { AnswerOf } from '../../api/answers.ts';
import { html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import { form } from '../fields.ts';
import { inLanguages } from '../language.ts';
import type { Visitor } from '../visitor.ts';
import { grant } from './consent-page.ts';
import { authorizeTexts } from './texts.ts';
import { type SignedInVisit, sheetOf, signedInAs } from './visit.ts';

/** What the developers of a program have to mend. Nothing of the address is repeated: a link must not make us say things. */
const TO_MEND = inLanguages(
  {
    unreadable: 'Параметри посилання не закодовано як UTF-8.',
    client_unknown:
      'Параметр client_id не є ідентифікатором жодного клієнта реєстру, який має адреси повернення.',
    client_blocked:
      'Клієнта, на якого вказує client_id, або його з’єднання заблоковано. Зверніться до оператора реєстру.',
    redirect_uri_unknown:
      'Параметр redirect_uri не збігається з жодною зареєстрованою адресою повернення. Адреси порівнюються символ за символом: схема, порт, великі літери та похила риска в кінці мають значення.',
  },
  {
    unreadable: 'The parameters of the link are not encoded as UTF-8.',
    client_unknown:
      'The parameter client_id is not the identifier of any client of the registry that has redirect URIs.',
    client_blocked:
      'The client that client_id names, or its connection, is blocked. Turn to an operator of the registry.',
    redirect_uri_unknown:
      'The parameter redirect_uri equals none of the registered ones. They are compared character by character: scheme, port, capital letters and a slash at the end all count.',
  },
);
export type LinkMistake = keyof (typeof TO_MEND)['uk'];

/** For a link that leads nobody anywhere: neither on nor back, since whose it is cannot be known (SPEC 11.1). */
export function refusalPage(visitor: Visitor, address: string, mistake: LinkMistake): AnswerOf<'page'> {
  const texts = authorizeTexts[visitor.language].refusal;
  return showPage(visitor, {
    title: texts.title,
    address,
    status: 400,
    main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
<h2>${texts.developer}</h2>
<p>${TO_MEND[visitor.language][mistake]}</p>
<p><code>${mistake}</code></p>`,
  });
}

/** For somebody whose roles hold nothing of what is asked for. */
export function nothingPage(visit: SignedInVisit): AnswerOf<'page'> {
  const { visitor, address, request } = visit;
  const { nothing: texts, consent } = authorizeTexts[visitor.language];
  const { mis, token, said, sheet } = sheetOf(visit);
  const title = texts.title(mis);
  return showPage(visitor, {
    ...sheet,
    title,
    main: html`${said}
<h1>${title}</h1>
<p class="lead">${texts.lead}</p>
${form(
  address,
  token,
  html`<dl class="facts"><dt>${consent.you}</dt><dd>${signedInAs(visit)}</dd></dl>
<h2>${texts.asked}</h2>
<ul class="grants not">${request.requestedScopes.map((scope) => html`<li>${grant(visitor.language, scope)}</li>`)}</ul>
<p>${texts.remedy}</p>
<div class="actions"><button class="button" name="action" value="deny">${texts.back(mis)}</button></div>`,
)}`,
  });
}
