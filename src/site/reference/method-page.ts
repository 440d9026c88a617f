import type { Method } from '#api-document';
import { type ApiDocument, BEFORE_RULES } from '#api-document';
import { html } from '../../platform/html/html.ts';
import type { Language, SitePage } from '../page.ts';
import { accessInWords } from './access.ts';
import { answerSection } from './answer-section.ts';
import { answersSection } from './answers-section.ts';
import { callSection } from './call-section.ts';
import { checksSection } from './checks-section.ts';
import {
  joinSections,
  methodLine,
  type PageSection,
  prose,
  stepLink,
  textIn,
  withoutMarks,
} from './markup.ts';
import { bodySection, headersSection, parametersSection } from './request-sections.ts';
import { WORDS } from './words.ts';

/** `/docs/reference/<operationId>`: everything that the document has of one method. */
export function methodPage(document: ApiDocument, method: Method, language: Language): SitePage {
  const { operation } = method;
  const title = language === 'uk' ? operation['x-summary-uk'] : operation.summary;
  // Its rules have a table of their own here.
  const [description = ''] = textIn(language, operation).split(BEFORE_RULES[language]);
  const sentence = firstSentence(description);
  const rest = description.slice(sentence.length).trim();
  const tag = document.tags.find(({ name }) => name === operation.tags[0]);
  const { body, headings, passages } = joinSections([
    accessSection(method, language),
    callSection(document, method, language),
    parametersSection(document, method, language),
    bodySection(document, method, language),
    headersSection(document, method, language),
    answerSection(document, method, language),
    checksSection(document, method, language),
    answersSection(document, method, language),
  ]);
  const line = `${method.method} ${method.path}`;
  return {
    path: `reference/${operation.operationId}`,
    language,
    textLanguage: language,
    title,
    section: 'methods',
    ...(tag ? { group: language === 'uk' ? tag['x-name-uk'] : tag.name } : {}),
    summary: withoutMarks(sentence),
    body: html`<h1>${title} <small class="method">${methodLine(method.method, method.path)}</small></h1>
<p class="lead">${prose(sentence)}</p>
${rest !== '' && html`<p>${prose(rest)}</p>`}
${body}`,
    headings,
    passages: [
      { id: '', title, text: [line, operation.operationId, withoutMarks(description)].join('\n') },
      ...passages,
    ],
  };
}

const firstSentence = (text: string): string => /^.*?[.!?:](?=\s|$)/.exec(text)?.[0] ?? text;

function accessSection({ operation }: Method, language: Language): PageSection {
  const { access, specification } = WORDS[language];
  const words = accessInWords(operation['x-access'], language);
  return {
    id: 'access',
    title: access,
    body: html`<p>${prose(words)} <small>${specification} ${stepLink(language, operation['x-spec'])}</small></p>`,
    text: words,
  };
}
