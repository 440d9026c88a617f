/**
 * Goal: what a browser keeps for us is ours alone.
 * Method: examples of both directions.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCookie, setCookie } from './cookies.ts';

describe('a cookie', () => {
  test('is hidden from scripts and from requests of other sites, and over HTTPS from neighbours', () => {
    assert.equal(setCookie('session', 'abc', false), 'esoz_session=abc; Path=/; HttpOnly; SameSite=Lax');
    assert.equal(
      setCookie('session', 'abc', true),
      '__Host-esoz_session=abc; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    assert.match(setCookie('language', 'uk', true), /; Max-Age=31536000; HttpOnly/);
    assert.match(setCookie('session', null, true), /^__Host-esoz_session=; Path=\/; Max-Age=0;/);
  });
  test('is read from among others', () => {
    const header = 'a=1; esoz_session=abc-_1; esoz_form=x;b=2';
    assert.equal(readCookie(header, 'session', false), 'abc-_1');
    assert.equal(readCookie(header, 'form', false), 'x');
    assert.equal(readCookie(header, 'link', false), undefined);
    assert.equal(readCookie(undefined, 'link', false), undefined);
  });
  test('without the prefix does not count over HTTPS', () => {
    assert.equal(readCookie('esoz_session=planted', 'session', true), undefined);
    assert.equal(readCookie('__Host-esoz_session=own; esoz_session=planted', 'session', true), 'own');
  });
  test('that is there twice, or not of our form, is none', () => {
    assert.equal(readCookie('esoz_form=a; esoz_form=b', 'form', false), undefined);
    for (const value of ['', 'a b', '"a"', 'a=b', 'я', 'x'.repeat(129)])
      assert.equal(readCookie(`esoz_form=${value}`, 'form', false), undefined, value);
  });
});
