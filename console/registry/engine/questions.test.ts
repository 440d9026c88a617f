/** Goal: a refusal stands at the question it is about, and nothing that was asked is sent unanswered. Method: pure. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnyFailed } from '../../parts/failure.tsx';
import { allOf, missingOf, type Question, wrongOf } from './questions.ts';

const questions: Question[] = [
  { name: 'email', label: '', kind: 'text' },
  { name: 'roles', label: '', kind: 'choice', options: [] },
  {
    name: 'legal_entity_id',
    label: '',
    kind: 'pick',
    find: async () => [],
    isAsked: ({ roles }) => roles === 'OWNER',
  },
  { name: 'scopes', label: '', kind: 'choices', options: [] },
  { name: 'note', label: '', kind: 'lines', isOptional: true },
];

const refused = (...entries: string[]) =>
  ({
    ok: false,
    status: 422,
    error: {
      kind: 'refused',
      invalid: entries.map((entry) => ({ entry, rules: [{ rule: 'invalid', description: entry }] })),
    },
  }) as unknown as AnyFailed;

test('what is wrong is found by the last part of its place that is a question, else it is nobody’s', () => {
  const failed = refused('$.email', '$.roles[0].name', '$.roles[0].legal_entity_id', '$.other', '');
  const wrong = wrongOf(questions, failed);
  assert.deepEqual(
    [...wrong].map(([name, { description }]) => [name, description]),
    [
      ['email', '$.email'],
      ['roles', '$.roles[0].name'],
      ['legal_entity_id', '$.roles[0].legal_entity_id'],
      ['', '$.other'],
    ],
  );
  assert.equal(wrongOf(questions, undefined).size, 0);
});

test('an answer of blanks is none; a question is asked only where the others make it one; choosing nothing is an answer', () => {
  assert.deepEqual(missingOf(questions, { email: ' ' }), ['email', 'roles']);
  assert.deepEqual(missingOf(questions, { email: 'a', roles: 'OWNER' }), ['legal_entity_id']);
  assert.deepEqual(missingOf(questions, { email: 'a', roles: 'OPERATOR', legal_entity_id: [] }), []);
});

test('lines are values, and empty ones are none', () => {
  assert.deepEqual(allOf({ uris: ' a \n\n b' }, 'uris'), ['a', 'b']);
  assert.deepEqual(allOf({}, 'uris'), []);
});
