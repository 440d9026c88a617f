import type { AnswerOf } from '../../api/answers.ts';
import { html } from '../../platform/html/html.ts';
import { showPage } from '../answer.ts';
import type { Visitor } from '../visitor.ts';
import { accessibilityTexts } from './texts.ts';

/** The statement that ДСТУ EN 301 549 asks for: what these pages promise, what they were tried with, whom to tell. */
export function accessibilityPage(visitor: Visitor): AnswerOf<'page'> {
  const { title, lead, sections } = accessibilityTexts[visitor.language];
  return showPage(visitor, {
    title,
    address: '/accessibility',
    main: html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${sections.map(
  ({ heading, paragraphs, list = [] }) => html`<h2>${heading}</h2>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}${list.length > 0 && html`<ul>${list.map((item) => html`<li>${item}</li>`)}</ul>`}`,
)}`,
  });
}
