import { type Case, type Scene, type SentRequest, single } from '../case.ts';
import { like } from '../compare.ts';
import { LICENSES } from './bodies.ts';
import { CHANGED_MEANWHILE } from './literal.ts';
import { additionalOf, bodyOf } from './stored.ts';

const one = (scene: Scene) => `${LICENSES}/${additionalOf(scene, 'licensed').id}`;
const unchanged = (headers: SentRequest['headers']): SentRequest => ({
  method: 'PATCH',
  path: one,
  as: 'licensed',
  json: (scene) => bodyOf(additionalOf(scene, 'licensed')),
  headers,
});

/** Conditions of SPEC 2: each PATCH sends the values that are stored, so that none of them changes anything. */
export const conditionCases: readonly Case[] = [
  single(
    '2/etag',
    'An answer that is one licence carries an `ETag`.',
    'Відповідь з однією ліцензією має ETag.',
    { method: 'GET', path: one, as: 'licensed' },
    { status: 200, headers: { etag: /^(W\/)?"[^"]+"$/ } },
    ['additional:licensed'],
  ),
  single(
    '2/if-match-other',
    '`PATCH` with an `If-Match` that does not match → 412, and nothing is written.',
    'PATCH з іншим If-Match: 412, нічого не записано.',
    unchanged([['If-Match', '"somebody-elses-tag"']]),
    { status: 412, error: CHANGED_MEANWHILE },
    ['additional:licensed'],
  ),
  {
    id: '2/if-match-same',
    sentence: 'A condition is honoured: an `If-Match` that matches lets the update pass.',
    uk: 'PATCH із тим самим ETag проходить.',
    needs: ['additional:licensed'],
    steps: [
      { request: { method: 'GET', path: one, as: 'licensed' }, expected: { status: 200 } },
      {
        request: unchanged(({ answers }) => [['If-Match', answers[0]?.headers.etag ?? '']]),
        expected: { status: 200 },
      },
    ],
  },
  single(
    '2/if-unmodified-since',
    '`PATCH` with an `If-Unmodified-Since` before the last change → 412.',
    'PATCH із If-Unmodified-Since, давнішим за останню зміну: 412.',
    unchanged([['If-Unmodified-Since', 'Mon, 01 Jan 2001 00:00:00 GMT']]),
    { status: 412, error: CHANGED_MEANWHILE },
    ['additional:licensed'],
  ),
  {
    id: '2/dictionary-not-modified',
    sentence: 'Dictionaries: `ETag` and conditional requests.',
    uk: 'Довідник не змінився: 304.',
    steps: [
      {
        request: { method: 'GET', path: '/api/v2/dictionaries' },
        expected: { status: 200, headers: { etag: /^(W\/)?"[^"]+"$/ } },
      },
      {
        request: {
          method: 'GET',
          path: '/api/v2/dictionaries',
          headers: ({ answers }) => [['If-None-Match', answers[0]?.headers.etag ?? '']],
        },
        expected: {
          status: 304,
          holds: ({ text }) => (like(/^$/).matches(text) ? undefined : 'expected no body'),
        },
      },
    ],
  },
];
