import type { AnswerOf } from '../../api/answers.ts';
import { html } from '../../platform/html/html.ts';
import { showPage } from '../../sign-in/answer.ts';
import type { Visitor } from '../../sign-in/visitor.ts';
import { CALLBACK_PATH, DEMO_MIS } from '../mis.ts';
import { callbackTexts } from './texts.ts';

type Received = Readonly<
  Record<'code' | 'state' | 'iss' | 'error' | 'error_description', string | undefined>
>;

/** What a МІС sees at its redirect URI, and what it does with it. @param origin under which the caller reached us */
export function callbackPage(visitor: Visitor, received: Received, origin: string): AnswerOf<'page'> {
  const texts = callbackTexts[visitor.language];
  const { code, error } = received;
  const rows = givenOf(received);
  const [title, lead] =
    code !== undefined
      ? [texts.title, texts.lead]
      : error !== undefined
        ? [texts.refusedTitle, texts.refusedLead]
        : [texts.nothingTitle, texts.nothingLead];
  return showPage(visitor, {
    title,
    address: addressOf(received),
    main: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${
  rows.length > 0 &&
  html`<h2>${texts.received}</h2>
<dl class="facts">${rows.map(([name, value]) => html`<dt><code>${name}</code></dt><dd><code>${value}</code></dd>`)}</dl>`
}
${
  code !== undefined &&
  html`<h2>${texts.next}</h2>
<p>${texts.exchange}</p>
<pre><code>${exchangeCurl(origin, code)}</code></pre>`
}
<p>${texts.tutorial}</p>`,
  });
}

/** For the link to the other language. */
function addressOf(received: Received): string {
  return `${CALLBACK_PATH}?${new URLSearchParams(givenOf(received)).toString()}`;
}

/** What there is, in the order in which it is shown. */
function givenOf({ code, state, iss, error, error_description }: Received): [string, string][] {
  return Object.entries({ code, state, iss, error, error_description }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
}

function exchangeCurl(origin: string, code: string): string {
  const token = {
    grant_type: 'authorization_code',
    client_id: DEMO_MIS.clientId,
    client_secret: DEMO_MIS.secret,
    code,
    redirect_uri: `${origin}${CALLBACK_PATH}`,
    scope: DEMO_MIS.scope,
  };
  // Whatever stands in a query may come here, and is pasted into a shell.
  const body = JSON.stringify({ token }).replaceAll("'", "'\\''");
  return `curl -i ${origin}/oauth/tokens \\\n  -H 'API-key: ${DEMO_MIS.apiKey}' -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}
