import { html } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import type { ApiDocument } from '../document.ts';
import type { Language } from '../page.ts';
import { clientCallOf } from './client-call.ts';
import { curlOf } from './curl.ts';
import { type PageSection, prose } from './markup.ts';
import type { Method } from './resolve.ts';
import { WORDS } from './words.ts';

/** A call that succeeds, to be pasted; none where no test has made one. */
export function callSection(document: ApiDocument, method: Method, language: Language): PageSection | false {
  const request = method.operation['x-exchange']?.request;
  if (request === undefined) return false;
  const { call, callLead, curl, client } = WORDS[language];
  const origin = document.servers[0]?.url ?? '';
  return {
    id: 'call',
    title: call,
    body: html`<p class="quiet">${prose(callLead)}</p>
<h3 id="curl">${curl}</h3>
${codeBlock('bash', curlOf(request, origin))}
<h3 id="client">${client}</h3>
${codeBlock('ts', clientCallOf(document, method, request, origin))}`,
  };
}
