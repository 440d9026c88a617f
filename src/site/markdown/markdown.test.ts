/**
 * Goal: a Markdown file of the repository is the same page here as on GitHub: the same places, the same links, and nothing
 * that its author did not mean to show.
 * Method: small texts, looked at as markup.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markupOf } from '../../platform/html/html.ts';
import { isCitation, stepAnchor } from '../citation.ts';
import { pathOfLink, placeOf } from './addresses.ts';
import { type MarkdownOptions, renderMarkdown } from './markdown.ts';

const render = (text: string, options: Partial<MarkdownOptions> = {}) => {
  const resolve = (target: string) =>
    target.endsWith('.ts') ? { source: target } : { address: `/docs/${target}` };
  const rendered = renderMarkdown(`# A page\n\n${text}`, { language: 'en', resolve, ...options });
  return { ...rendered, markup: markupOf(rendered.body) };
};

describe('what a page shows', () => {
  test('markup in a text is shown, not obeyed; a comment of its own line vanishes', () => {
    const { markup } = render('<!-- Generated; do not edit. -->\n\n<script>alert(1)</script> and `<TYPE>`\n');
    assert.doesNotMatch(markup, /<script|Generated/);
    assert.match(markup, /&lt;script&gt;.*<code>&#60;TYPE&#62;<\/code>/);
  });
  test('a block of code keeps what looks like a comment, and is highlighted', () => {
    const { markup } = render('```sh\n<!-- kept -->\necho "one"\n```\n');
    assert.match(markup, /&lt;!-- kept --&gt;/);
    assert.match(markup, /<pre tabindex="0" translate="no"><code>[\s\S]*hljs-string/);
  });
  test('a page is called by its first heading and told by its first sentence', () => {
    const { title, summary } = render('**Context.** Nobody knew. Then somebody did.\n');
    assert.deepEqual([title, summary], ['A page', 'Nobody knew.']);
    assert.throws(() => renderMarkdown('text', { language: 'en', resolve: () => ({ source: '' }) }));
  });
  test('cells know their columns, and a wide table scrolls in itself', () => {
    const { markup } = render('## Part\n\n| One | Two |\n|---|---|\n| a | b |\n');
    assert.match(
      markup,
      /<div class="table" tabindex="0" role="group" aria-label="Table: Part"><table role="table">/,
    );
    assert.match(markup, /<td role="cell" data-label="Two">b<\/td>/);
  });
});

describe('places', () => {
  test('headings have the anchors of GitHub, a second one of the same words its number', () => {
    const { headings } = render('## Who may call?\n\n### `a` & b\n\n## Who may call?\n');
    assert.deepEqual(
      headings.map(({ id, level }) => `${level} ${id}`),
      ['2 who-may-call', '3 a--b', '2 who-may-call-1'],
    );
  });
  test('sections and steps of the specification are places by their numbers', () => {
    const text =
      '## 4. Create\n\n### 4.2 Checks\n\n| # | Check |\n|---|---|\n| 8 | one |\n| 13–15 | dates |\n| – | none |\n\n## 12. Tables\n\n12.1 `licenses`: one.\n12.2 others.\n';
    const { markup } = render(text, { isNumbered: true });
    const places = [...markup.matchAll(/<span id="([^"]+)"><\/span>/g)].map(([, id]) => id);
    assert.deepEqual(places, [
      '4',
      '4.2',
      '4.2-8',
      '4.2-13',
      '4.2-14',
      '4.2-15',
      '4.2-–',
      '12',
      '12.1',
      '12.2',
    ]);
    assert.match(markup, /<br><span id="12.2">/);
  });
  test('a row about one name is a place, and search finds it', () => {
    const { markup, passages } = render(
      '| Name | What |\n|---|---|\n| `PORT` | Port of the API |\n| `PORT` | again |\n| two words | no |\n',
    );
    assert.equal(markup.match(/<tr id="PORT" role="row">/g)?.length, 1);
    assert.deepEqual(passages.at(-1), { id: 'PORT', title: 'PORT', text: 'Port of the API' });
  });
});

describe('lines', () => {
  test('do not begin with a dash, nor end with a word of one letter or with a number without its unit', () => {
    const { markup } = render(
      'Рядок — `код`\n— ні, у `полі` до 15\nхв й\nдалі, 5 MB — це об’єкт і 3 сервери\n',
    );
    assert.match(
      markup,
      /Рядок\u00a0— <code>код<\/code>\u00a0— ні, у\u00a0<code>полі<\/code> до 15\u00a0хв й\u00a0далі, 5\u00a0MB\u00a0— це об’єкт і\u00a03 сервери/,
    );
  });
  test('end inside of a name between its words, and only of a long one', () => {
    const { markup } = render(
      '`issued_date`, `a b`, `/api/{id}/files?resource_name=x`, `http://docs.example/a/b/c/d`\n',
    );
    assert.match(markup, /<code>http:\/\/docs\.<wbr>example<wbr>\/a/);
    assert.match(markup, /<code>issued_date<\/code>, <code>a b<\/code>/);
    assert.match(markup, /<code>\/api<wbr>\/\{id\}<wbr>\/files<wbr>\?resource_<wbr>name=<wbr>x<\/code>/);
  });
});

describe('links', () => {
  test('lead to addresses; to a file of the sources they only name it', () => {
    const { markup } = render(
      '[one](two.md#x), [the *rule*](src/rules.ts), [`src/a.ts`](src/a.ts), [out](https://example.org)',
    );
    assert.match(markup, /<a href="\/docs\/two.md#x">one<\/a>/);
    assert.match(markup, /the <em>rule<\/em> \(<code>src\/rules.ts<\/code>\), <code>src\/a.ts<\/code>, /);
    assert.match(markup, /<a href="https:\/\/example.org">out<\/a>/);
  });
  test('know their words: a citation of a step leads to the step', () => {
    const resolve = (target: string, words: string) => ({
      address: isCitation(words) ? stepAnchor(words) : target,
    });
    const { markup } = render(
      '[4.2 (13–15)](s.md#a), [14 (4)](s.md#a), [4.2 (–)](s.md), [the 4.2 (1)](s.md)',
      {
        resolve,
      },
    );
    assert.deepEqual(
      [...markup.matchAll(/href="([^"]*)"/g)].map(([, address]) => address),
      ['4.2-13', '14-4', '4.2-–', 's.md'],
    );
  });
  test('from file to file become paths of the site', () => {
    const from = 'docs/how-to/watch.md';
    assert.deepEqual(pathOfLink(from, '../../SPEC.md#3-who-may-call'), {
      path: 'specification',
      id: '3-who-may-call',
    });
    assert.deepEqual(pathOfLink(from, 'diagnose.md'), { path: 'how-to/diagnose', id: '' });
    assert.deepEqual(pathOfLink(from, '#here'), { path: 'how-to/watch', id: 'here' });
    assert.deepEqual(pathOfLink(from, '../reference/errors.md#license-expired'), {
      path: 'errors/license-expired',
      id: '',
    });
    assert.equal(pathOfLink(from, '../../src/README.md'), undefined);
    assert.deepEqual(
      placeOf('docs/tutorials/first-license.uk.md'),
      placeOf('docs/tutorials/first-license.md'),
    );
  });
  test('a picture that is no part of the site stops the build', () => {
    assert.throws(() => render('![a](b.ts)'), /b\.ts is no part of the site/);
  });
});
