/**
 * Goal: no page of another site submits a form of ours.
 * Method: each of the ways by which it could look like ours.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formToken, isOwnForm } from './form-token.ts';

const SECRET = 'b'.repeat(43);
const PURPOSE = ['sign-in', 'query'];
const TOKEN = formToken(SECRET, PURPOSE);
const sent = (headers: Record<string, string>) => ({
  origins: ['http://127.0.0.1:4000', 'https://registry.example'],
  header: (name: string) => headers[name],
});

test('a form with its token is ours', () => {
  const headers: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://registry.example' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { origin: 'https://as-a-proxy-has-it.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ];
  for (const each of headers) assert.ok(isOwnForm(sent(each), SECRET, PURPOSE, TOKEN), JSON.stringify(each));
});

test('one that another site sent is not, whatever it knows', () => {
  const headers: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://registry.example' },
    { origin: 'https://elsewhere.example' },
    { origin: 'https://registry.example.elsewhere.example' },
    { origin: 'http://registry.example' },
  ];
  for (const each of headers) assert.ok(!isOwnForm(sent(each), SECRET, PURPOSE, TOKEN), JSON.stringify(each));
});

test('neither is one without the token, with that of another form, another browser, or a part of it', () => {
  const tokens = [
    undefined,
    '',
    TOKEN.slice(1),
    `${TOKEN}=`,
    formToken(SECRET, ['sign-in']),
    formToken('x', PURPOSE),
  ];
  for (const token of tokens) assert.ok(!isOwnForm(sent({}), SECRET, PURPOSE, token), String(token));
  assert.ok(!isOwnForm(sent({}), undefined, PURPOSE, TOKEN));
  assert.notEqual(formToken(SECRET, ['a', 'b']), formToken(SECRET, ['a,b']));
});
