import type { ApiDocument, Method } from '#api-document';
import { clientCallOf, curlOf } from '#api-document';
import { html } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import type { Language } from '../page.ts';
import { type PageSection, prose } from './markup.ts';
import { WORDS } from './words.ts';

/** A call that succeeds, to be pasted; none where no test has made one. */
export function callSection(document: ApiDocument, method: Method, language: Language): PageSection | false {
  const request = method.operation['x-exchange']?.request;
  if (request === undefined) return false;
  const { call, callLead, tryIt, curl, client } = WORDS[language];
  const origin = document.servers[0]?.url ?? '';
  return {
    id: 'call',
    title: call,
    body: html`<p class="quiet">${prose(callLead)}</p>
<p><a href="${origin}/console/try/${method.operation.operationId}">${tryIt}</a></p>
<h3 id="curl">${curl}</h3>
${codeBlock('bash', curlOf(request, origin))}
<h3 id="client">${client}</h3>
${codeBlock('ts', clientCallOf(document, method, request, origin))}`,
  };
}
