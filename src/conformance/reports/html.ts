import { type Html, html, markupOf } from '../../platform/html/html.ts';
import { STYLESHEET } from '../../platform/html/stylesheet.ts';
import { anchorOf } from '../case.ts';
import type { ShownExchange } from '../masked.ts';
import type { Report } from '../run.ts';
import type { Verdict } from '../verdict.ts';
import { countsOf, missingOf, sectionsInOrder, withStatus } from './summary.ts';
import { specificationOf } from './terminal.ts';

const WORDS: Record<Verdict['status'], string> = {
  held: 'дотримано',
  broken: 'порушено',
  not_applicable: 'не перевірено',
};

/** The report as one file that needs nothing else: a page that prints well. */
export function htmlReport(report: Report): string {
  const title = `Перевірка відповідності: ${report.url}`;
  const head = markupOf(html`<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
`);
  // A file that is sent around cannot lead to a stylesheet.
  return `${head}<style>${STYLESHEET}${OWN_STYLE}</style>\n${markupOf(bodyOf(report))}`;
}

const OWN_STYLE = `
main { width: 100%; max-width: var(--page); margin: 0 auto; padding: var(--s4); }
pre, td, p, li { overflow-wrap: anywhere; }
article { border-left: 0.3rem solid var(--bad); padding-left: var(--s3); margin: 0 0 var(--s4); break-inside: avoid; }
table { border-collapse: collapse; } th, td { text-align: left; padding: var(--s1) var(--s3) var(--s1) 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; } .broken { color: var(--bad); font-weight: 600; }
`;

function bodyOf(report: Report): Html {
  const { held, broken, not_applicable } = countsOf(report.verdicts);
  const missing = missingOf(report);
  return html`</head>
<body>
<main>
<h1>Перевірка відповідності</h1>
<p><code>${report.url}</code>, ${report.started_at.slice(0, 16).replace('T', ' ')} UTC, ${report.seconds} с. Дотримано ${held}, порушено ${broken}, не перевірено ${not_applicable}.</p>
${report.stopped !== undefined && html`<p class="broken">Перевірку не закінчено: ${report.stopped}.</p>`}
${broken > 0 && html`<h2>Порушені твердження</h2>${withStatus(report, 'broken').map((verdict) => brokenArticle(verdict, report.url))}`}
<h2>За розділами</h2>
<table><thead><tr><th>Розділ SPEC.md</th><th class="number">дотримано</th><th class="number">порушено</th><th class="number">не перевірено</th></tr></thead><tbody>
${sectionsInOrder(report.verdicts).map(([section, verdicts]) => sectionRow(section, verdicts))}
</tbody></table>
${missing.length > 0 && html`<h2>Чого бракувало</h2><ul>${missing.map(([why, ids]) => html`<li><span lang="en">${why}</span>: ${ids.map((id) => html`<code>${id}</code> `)}</li>`)}</ul>`}
<h2>Усі твердження</h2>
<table><thead><tr><th>Твердження</th><th>Стан</th></tr></thead><tbody>
${report.verdicts.map(
  ({
    id,
    uk,
    sentence,
    status,
  }) => html`<tr><td><code>${id}</code> ${uk}<small lang="en">${withCode(sentence)}</small></td><td${status === 'broken' && html` class="broken"`}>${WORDS[status]}</td></tr>
`,
)}
</tbody></table>
</main>
</body>
</html>
`;
}

function sectionRow(section: string, verdicts: readonly Verdict[]): Html {
  const { held, broken, not_applicable } = countsOf(verdicts);
  return html`<tr><td>${section}</td><td class="number">${held}</td><td class="number">${broken}</td><td class="number">${not_applicable}</td></tr>
`;
}

function brokenArticle({ id, sentence, uk, why, exchange }: Verdict, url: string): Html {
  return html`<article>
<h3><code>${id}</code> ${uk}</h3>
<p lang="en">${withCode(sentence)} <a href="${specificationOf(id, url)}">SPEC ${anchorOf(id)}</a></p>
<pre lang="en">${why}</pre>
${exchange !== undefined && exchangePart(exchange)}
</article>
`;
}

/** A sentence of SPEC.md, whose backticks are code. */
const withCode = (sentence: string): Html[] =>
  sentence.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

function exchangePart({ request, answer }: ShownExchange): Html {
  const got = 'failure' in answer ? answer.failure : messageOf(String(answer.status), answer);
  return html`<pre>${messageOf(`${request.method} ${request.url}`, request)}</pre>
<pre>${got}</pre>`;
}

const messageOf = (first: string, { headers, body }: { headers: [string, string][]; body: string }) =>
  [first, ...headers.map(([name, value]) => `${name}: ${value}`), ...(body === '' ? [] : ['', body])].join(
    '\n',
  );
