import type { AnswerOf } from '../api/answers.ts';
import { html } from '../platform/html/html.ts';
import { showPage } from '../sign-in/answer.ts';
import { inLanguages } from '../sign-in/language.ts';
import type { Visitor } from '../sign-in/visitor.ts';

const TEXTS = inLanguages(
  {
    title: 'Консоль ще не налаштовано',
    lead: 'Оператор реєстру має створити для консолі клієнта й ключ API та вказати їх у змінних CONSOLE_CLIENT_ID і CONSOLE_API_KEY.',
    how: 'Як налаштувати консоль',
  },
  {
    title: 'The console is not set up yet',
    lead: 'An operator has to make a client and an API key for the console, and name them in CONSOLE_CLIENT_ID and CONSOLE_API_KEY.',
    how: 'How to set the console up',
  },
);
const HOW = inLanguages('/docs/how-to/set-up-the-console', '/docs/en/how-to/set-up-the-console');

/** Instead of the console where nobody has given it a client. */
export function notSetUpPage(visitor: Visitor): AnswerOf<'page'> {
  const texts = TEXTS[visitor.language];
  return showPage(visitor, {
    title: texts.title,
    address: '/console/',
    status: 503,
    main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
<p><a href="${HOW[visitor.language]}">${texts.how}</a></p>`,
  });
}
