/**
 * Goal: whoever has an error, a method or a step of an answer in hand finds its page, in either language.
 * Method: the pages as they are made, asked for by every code, method and step that the product can name.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { methodsOf } from '#api-document';
import { buildSite } from '../../src/site/build.ts';
import { stepAnchor } from '../../src/site/citation.ts';
import { readDocument } from '../../src/site/files.ts';
import { addressOf, LANGUAGES } from '../../src/site/page.ts';
import { errorCatalogue } from '../../src/start/error-catalogue.ts';

const { files } = buildSite();
const document = readDocument();
const methods = methodsOf(document);

/** The page, and its text as people read it. */
function read(address: string): { page: string; text: string } {
  const page = Buffer.from(files.get(address)?.content ?? assert.fail(`there is no ${address}`)).toString();
  const text = page
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('\u00a0', ' ');
  return { page, text };
}
const asRead = (text: string) => text.replaceAll('`', '');

describe('the page of an error has its literal text, its cause and its remedy', () => {
  const explained = new Map(document['x-errors'].map((error) => [error.code, error]));
  for (const { code, message, cause, remedy } of errorCatalogue)
    test(code, () => {
      const ukrainian = explained.get(code);
      assert.ok(ukrainian?.['x-cause-uk'] && ukrainian['x-remedy-uk'], 'told in Ukrainian');
      const { text: uk } = read(addressOf('uk', `errors/${code}`));
      const { text: en } = read(addressOf('en', `errors/${code}`));
      for (const [text, ...told] of [
        [uk, ukrainian['x-cause-uk'], ukrainian['x-remedy-uk']],
        [en, cause, remedy],
      ] as [string, ...string[]][]) {
        for (const part of [code, message ?? '', ...told.map(asRead)]) assert.ok(text.includes(part), part);
      }
    });
});

test('the page of a method has its line, its checks and every error that it answers, in both languages', () => {
  for (const language of LANGUAGES)
    for (const { method, path, operation } of methods) {
      const { page, text } = read(addressOf(language, `reference/${operation.operationId}`));
      assert.ok(text.includes(`${method} ${path}`));
      for (const rule of operation['x-rules'])
        assert.ok(text.includes(asRead(language === 'uk' ? rule['x-sentence-uk'] : rule.sentence)), rule.id);
      for (const { code, methods: answering } of document['x-errors'])
        if (answering.includes(operation.operationId))
          assert.ok(page.includes(`href="${addressOf(language, `errors/${code}`)}"`), code);
    }
});

test('who exchanges a code is told to show its key: a МІС of the access type BROKER has to', () => {
  const { text } = read(addressOf('en', 'reference/issueTokens'));
  assert.match(text, /a client shows its id and secret\. Clients of access type BROKER also send the key/);
});

test('the indexes lead to every method and every error', () => {
  for (const language of LANGUAGES) {
    const { page: ofMethods } = read(addressOf(language, 'reference/'));
    const { page: ofErrors } = read(addressOf(language, 'errors/'));
    for (const { operation } of methods)
      assert.ok(ofMethods.includes(`href="${addressOf(language, `reference/${operation.operationId}`)}"`));
    for (const { code } of errorCatalogue)
      assert.ok(ofErrors.includes(`href="${addressOf(language, `errors/${code}`)}"`));
  }
});

test('each step that a rule or a check is at has its place in the specification', () => {
  const { page } = read(addressOf('uk', 'specification'));
  const steps = [...document['x-checks'], ...methods.flatMap(({ operation }) => operation['x-rules'])];
  const sections = methods.map(({ operation }) => operation['x-spec']);
  for (const step of [...steps.map(({ step }) => step), ...sections].filter((each) => /^\d/.test(each)))
    assert.ok(page.includes(`id="${stepAnchor(step)}"`), step);
});
