/**
 * Goal: headers and targets are read as they were sent.
 * Method: tables of raw headers.
 */
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { pathOf } from './envelope.ts';
import { acceptsJson, headerValues, isJsonContentType } from './headers.ts';

test('headerValues gives every value that was sent, in its order, whatever the case of the name', () => {
  const request = {
    headers: { 'api-key': 'one, two', authorization: 'first' },
    rawHeaders: ['API-key', 'one', 'Authorization', 'first', 'api-KEY', 'two', 'AUTHORIZATION', 'second'],
  } as unknown as IncomingMessage;
  assert.deepEqual(headerValues(request, 'api-key'), ['one', 'two']);
  assert.deepEqual(headerValues(request, 'authorization'), ['first', 'second']);
  assert.deepEqual(headerValues(request, 'accept'), []);
  assert.deepEqual(headerValues(request, 'constructor-of-nothing'), []);
});

describe('acceptsJson', () => {
  const fine = [
    undefined,
    '*/*',
    'application/json',
    'a/b, application/*;q=0.5',
    'Application/JSON;v=1',
    '*/*;q=0.0001',
  ];
  const refused = [
    '',
    'text/html',
    'application/json;q=0',
    'application/json; q=0.000',
    'application/json+x',
    '*',
    ',',
  ];
  for (const accept of fine) test(`${accept} does`, () => assert.ok(acceptsJson(accept)));
  for (const accept of refused) test(`"${accept}" does not`, () => assert.ok(!acceptsJson(accept)));
});

describe('isJsonContentType', () => {
  const fine = [
    'application/json',
    'APPLICATION/JSON ; Charset="UTF-8"',
    'application/json; charset=utf8',
    'application/json; v=1',
  ];
  const refused = [
    undefined,
    '',
    'text/json',
    'application/json; charset=utf-16',
    'application/json; charset',
    'application/json; charset=',
  ];
  for (const type of fine) test(`${type} is`, () => assert.ok(isJsonContentType(type)));
  for (const type of refused) test(`"${type}" is not`, () => assert.ok(!isJsonContentType(type)));
});

test('pathOf drops the query, and the address of a target that names its whole URL', () => {
  assert.equal(pathOf('/a/b?c=d?e'), '/a/b');
  assert.equal(pathOf('/a//b/'), '/a//b/');
  assert.equal(pathOf('http://host:1/a?b'), '/a');
  assert.equal(pathOf('HTTPS://host'), '/');
  assert.equal(pathOf('/http://host/a'), '/http://host/a');
  assert.equal(pathOf('*'), '*');
});
