/**
 * Goal: no text that is filled into a page becomes markup.
 * Method: examples, and any text at all, read back as a browser would.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, markupOf } from './html.ts';

test('what is filled in is text, in elements and in attributes', () => {
  const attack = `"><script>alert('1')</script>&amp;\``;
  const markup = markupOf(html`<p title="${attack}">${attack}</p>`);
  assert.doesNotMatch(markup, /<script|"><|'/);
  assert.match(markup, /^<p title="[^"<>]*">[^<>]*<\/p>$/);
});

test('templates, lists and what is absent fit into each other', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  const list = html`<ul>${items}${false}${null}${undefined}</ul>${0}`;
  assert.equal(markupOf(list), '<ul><li>a</li><li>&#60;b&#62;</li></ul>0');
});

test('text that describes itself as markup stays text', () => {
  const forged = JSON.parse('{"markup":"<b>","html":"<b>"}');
  assert.throws(() => markupOf(forged as never));
  assert.equal(markupOf(String(forged)), '[object Object]');
});

test('any text comes back as it was', () => {
  const read = (markup: string) =>
    markup.replaceAll(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const markup = markupOf(text);
      assert.doesNotMatch(markup, /[<>"'`]/);
      assert.equal(read(markup), text);
    }),
  );
});
