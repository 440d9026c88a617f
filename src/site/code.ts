import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import json from 'highlight.js/lib/languages/json';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import { type Html, html, trustedMarkup } from '../platform/html/html.ts';

const GRAMMARS = { bash, http, json, sql, typescript };
for (const [name, grammar] of Object.entries(GRAMMARS)) hljs.registerLanguage(name, grammar);

/** As our Markdown calls them. */
const NAMES: Readonly<Record<string, keyof typeof GRAMMARS>> = {
  bash: 'bash',
  http: 'http',
  json: 'json',
  sh: 'bash',
  sql: 'sql',
  ts: 'typescript',
  typescript: 'typescript',
};

/**
 * A block of code; it scrolls in itself, so it takes the focus. Never translated, whatever the page around it.
 * @param language one of `NAMES`; any other is shown as it stands
 */
export const codeBlock = (language: string, text: string): Html =>
  codeBlockOf(highlighted(language, text.replace(/\n$/, '')));

/** The same around code that has its markup already. */
export const codeBlockOf = (code: Html): Html =>
  html`<pre tabindex="0" translate="no"><code>${code}</code></pre>`;

/** By language and text: the same answer stands on the page of each method that gives it, in both languages. */
const known = new Map<string, Html>();

/** The code alone. */
function highlighted(language: string, text: string): Html {
  const name = NAMES[language];
  if (name === undefined) return html`${text}`;
  const key = `${name}\n${text}`;
  const code =
    known.get(key) ?? trustedMarkup(hljs.highlight(text, { language: name, ignoreIllegals: true }).value);
  known.set(key, code);
  return code;
}
