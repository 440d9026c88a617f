/**
 * Goal: a part of the console that begins to know another is found.
 * Method: one import at a time.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConsolePartProblems } from './console-parts.ts';

const isFound = (name: string, text: string): boolean => findConsolePartProblems([{ name, text }]).length > 0;

test('a part knows itself and what all stand on', () => {
  assert.ok(!isFound('console/clinic/form/a.tsx', "import { b } from '../b.ts';"));
  assert.ok(!isFound('console/clinic/a.tsx', "import { b } from '../parts/b.ts';"));
  assert.ok(!isFound('console/pages.ts', "import { b } from './clinic/pages.ts';"));
});
test('another part is found, also where it is loaded by need', () => {
  assert.ok(isFound('console/contracts/a.tsx', "import { b } from '../clinic/b.ts';"));
  assert.ok(isFound('console/contracts/pages.ts', "load: () => import('../clinic/b.tsx'),"));
});
test('nothing that the parts stand on knows one, but for the list of pages', () => {
  assert.ok(isFound('console/parts/a.tsx', "import { b } from '../clinic/b.ts';"));
  assert.ok(isFound('console/pages.ts', "import { b } from './clinic/b.ts';"));
});
