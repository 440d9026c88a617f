import type { ApiDocument } from '#api-document';
import { type Html, html } from '../platform/html/html.ts';
import { codeBlock } from './code.ts';
import { statusesOf } from './errors/index-page.ts';
import { HOME_WORDS } from './home-words.ts';
import { addressOf, type Language, type SitePage } from './page.ts';
import { tagAnchor } from './reference/index-page.ts';

/** The first page. It asks one thing: what do you want to do? */
export function homePage(document: ApiDocument, language: Language): SitePage {
  const { title, lead, start, ways, error, methods } = HOME_WORDS[language];
  const to = (path: string, id = '') => addressOf(language, path, id);
  const [connect, ...others] = ways.map(({ links, ...way }) => ({
    ...way,
    links: links.map(([name, path]) => html`<li><a href="${to(path)}">${name}</a></li>`),
  }));
  const byStatus = statusesOf(document).map(
    (status) => html`<li><a href="${to('errors/', String(status))}">${status}</a></li>`,
  );
  const byTag = document.tags.map(
    (tag, at) =>
      html`<li><a href="${to('reference/', tagAnchor(at))}">${language === 'uk' ? tag['x-name-uk'] : tag.name}</a></li>`,
  );
  const body = html`<h1>${title}</h1>
<p class="lead">${lead}</p>
<div class="ways">
${part(
  'start',
  start.title,
  html`<p>${start.text}</p>
${codeBlock('sh', 'npm start')}
<p>${start.afterwards}</p>
${codeBlock('sh', firstCall(document.servers[0]?.url ?? ''))}
<p><a class="go" href="${to('tutorials/first-license')}">${start.go}</a></p>`,
)}
${connect && part(connect.id, connect.title, html`<p>${connect.text}</p><ul>${connect.links}</ul>`)}
${part('methods', methods.title, html`<p>${methods.text}</p><ul>${byTag}</ul>`)}
${part('error', error.title, html`<p><a href="#q">${error.search}</a> ${error.orByStatus}</p><ul class="short">${byStatus}</ul>`)}
${others.map(({ id, title: name, text, links }) => part(id, name, html`<p>${text}</p><ul>${links}</ul>`))}
</div>`;
  const passages = [{ id: '', title, text: lead }];
  return {
    path: '',
    language,
    textLanguage: language,
    title,
    section: null,
    summary: lead,
    body,
    headings: [],
    passages,
  };
}

const part = (id: string, title: string, content: Html): Html =>
  html`<section class="${id}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${content}</section>\n`;

const firstCall = (server: string): string =>
  `curl -i ${server}/api/licenses \\\n  -H 'Authorization: Bearer demo-clinic-1'`;
