/**
 * Goal: conditions are read as RFC 9110 writes them, and hold when they should.
 * Method: examples of the headers, judged against one licence-like representation.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isNotModified, parseEntityTags, parseHttpDate, preconditionsHold } from './conditional.ts';

const TAG = '"abc-_1"';
const lastModified = new Date('2026-06-15T10:00:00.700Z');
const validators = { etag: TAG, lastModified };

describe('isNotModified', () => {
  const answered = { etag: TAG, 'last-modified': lastModified.toUTCString() };
  test('when the tag is in the list, strong or weak, and for *', () => {
    for (const header of [TAG, `W/${TAG}`, `"x", ${TAG}`, `"x",${TAG},"y"`, `,, ${TAG} ,`, ' * '])
      assert.equal(isNotModified({ 'if-none-match': header }, answered), true, header);
  });
  test('by no other tag, and not by what is none', () => {
    assert.equal(isNotModified({}, answered), false);
    for (const header of ['', '"abc"', 'abc-_1', '"abc-_1', '"x, abc-_1"', '"*"', TAG.toUpperCase()])
      assert.equal(isNotModified({ 'if-none-match': header }, answered), false, header);
  });
  test('by its time, where no tag is sent', () => {
    const since = (seconds: number) => new Date(lastModified.getTime() + seconds * 1000).toUTCString();
    assert.equal(isNotModified({ 'if-modified-since': since(0) }, answered), true);
    assert.equal(isNotModified({ 'if-modified-since': since(9) }, answered), true);
    assert.equal(isNotModified({ 'if-modified-since': since(-1) }, answered), false);
    assert.equal(isNotModified({ 'if-modified-since': 'yesterday' }, answered), false);
    assert.equal(isNotModified({ 'if-modified-since': since(9), 'if-none-match': '"x"' }, answered), false);
    assert.equal(isNotModified({ 'if-modified-since': since(9) }, { etag: TAG }), false);
  });
});

describe('parseEntityTags', () => {
  for (const [text, tags] of [
    ['*', '*'],
    [' "a" ', ['"a"']],
    ['"a", W/"b","c"', ['"a"', 'W/"b"', '"c"']],
    ['"a,b"', ['"a,b"']],
    ['"", ,"b",', ['""', '"b"']],
  ] as const)
    test(`${text} is a list`, () => assert.deepEqual(parseEntityTags(text), tags));
  for (const text of ['', ',', 'a', '"a', 'a"', '"a" "b"', '*, "a"', '*, *', 'w/"a"', '"a"x', '"a b"', "'a'"])
    test(`${text} is none`, () => assert.equal(parseEntityTags(text), undefined));
});

describe('parseHttpDate', () => {
  const time = Date.UTC(1994, 10, 6, 8, 49, 37);
  for (const text of [
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ])
    test(`${text} is a date`, () => assert.equal(parseHttpDate(text), time));
  test('two digits more than 50 years ahead are of the past', () => {
    const now = Date.UTC(2026, 0, 1);
    assert.equal(parseHttpDate('Saturday, 06-Nov-27 08:49:37 GMT', now), Date.UTC(2027, 10, 6, 8, 49, 37));
    assert.equal(parseHttpDate('Sunday, 06-Nov-77 08:49:37 GMT', now), Date.UTC(1977, 10, 6, 8, 49, 37));
  });
  for (const text of [
    '',
    '2026-06-15T10:00:00Z',
    'Mon, 06 Nov 1994 08:49:37 GMT',
    'Wed, 30 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0200',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 25:49:37 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
    '784111777',
  ])
    test(`${text} is none`, () => assert.equal(parseHttpDate(text), undefined));
});

describe('preconditionsHold', () => {
  const second = Date.UTC(2026, 5, 15, 10);
  const cases: [what: string, conditions: Parameters<typeof preconditionsHold>[0], holds: boolean][] = [
    ['none', {}, true],
    ['If-Match of the tag', { ifMatch: ['"x"', TAG] }, true],
    ['If-Match: *', { ifMatch: '*' }, true],
    ['If-Match of another tag', { ifMatch: ['"x"'] }, false],
    ['If-Match of the tag, but weak', { ifMatch: [`W/${TAG}`] }, false],
    ['If-None-Match of another tag', { ifNoneMatch: ['"x"'] }, true],
    ['If-None-Match of the tag', { ifNoneMatch: [`W/${TAG}`] }, false],
    ['If-None-Match: *', { ifNoneMatch: '*' }, false],
    ['If-Unmodified-Since of its second', { ifUnmodifiedSince: second }, true],
    ['If-Unmodified-Since of the second before', { ifUnmodifiedSince: second - 1000 }, false],
    ['both, of which one fails', { ifMatch: [TAG], ifUnmodifiedSince: second - 1000 }, false],
  ];
  for (const [what, conditions, holds] of cases)
    test(what, () => assert.equal(preconditionsHold(conditions, validators), holds));
});
