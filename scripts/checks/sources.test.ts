/**
 * Goal: a statement of the source pages without a row, and a row that nothing keeps, are found.
 * Method: a page of three statements whose rows are in order, and the same with one fault each. That the real rows are in
 * order is said by `npm run check`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proof, Source, Statement } from '../sources/statement.ts';
import { parseSpecification } from '../specification.ts';
import { findSourceProblems, type Named } from './sources.ts';

const named: Named = {
  specification: parseSpecification(
    '## 4. Create\n### 4.2 Checks\n| 7 | primary |\n## 14. Decisions\n| 1 | 200 |\n',
  ),
  steps: new Map([
    ['license_additional', new Set(['4.2 (7)'])],
    ['scope', new Set(['4.2 (3)'])],
  ]),
  tests: new Map([['test/a.test.ts', "test('a guarantee', () => {});"]]),
  cases: new Set(['4.2-7/primary']),
};
const proof: Proof = {
  spec: '4.2 (7)',
  rule: 'license_additional',
  test: ['test/a.test.ts', 'a guarantee'],
  case: '4.2-7/primary',
};
const residue: Statement = { en: 'x', uk: 'x', verdict: 'residue' };
const inForce = (changed: Partial<Proof> = {}): Statement => ({
  en: 'x',
  uk: 'x',
  verdict: 'in force',
  ...proof,
  ...changed,
});
const decided = (decision: number): Statement => ({
  en: 'x',
  uk: 'x',
  verdict: 'decided',
  decision,
  ...proof,
});

const page = (...statements: Statement[]): Source => ({
  title: 'Page',
  outline: { Top: 1, Authorize: 2 },
  parts: [
    { heading: 'Top', statements: [residue] },
    { heading: 'Authorize', statements },
  ],
});
const problems = (source: Source) => findSourceProblems([source], named);

test('a page whose statements have their rows, each kept by something that is there, is in order', () => {
  assert.deepEqual(problems(page(inForce(), decided(1))), []);
  assert.deepEqual(problems(page(inForce({ case: null }), residue)), []);
});

test('a statement without a row, and a row without a statement, are told by their part', () => {
  assert.deepEqual(problems(page(inForce())), ['Page: Authorize has 2 statements and 1 rows']);
  assert.deepEqual(problems(page(residue, residue, residue)), [
    'Page: Authorize has 2 statements and 3 rows',
  ]);
  const { parts, ...rest } = page(residue, residue);
  assert.match(
    problems({ ...rest, parts: parts.slice(1) })[0] ?? '',
    /its outline has the parts Top, Authorize;/,
  );
});

test('what a row names and is not there is told by its place', () => {
  const faults: [changed: Partial<Proof>, problem: string][] = [
    [{ spec: '4.9', rule: 'scope' }, 'SPEC.md has no section 4.9'],
    [{ spec: '4.2 (8)' }, 'license_additional is the rule of 4.2 (7), not of 4.2 (8)'],
    [{ rule: 'license_odd' }, 'there is no rule license_odd'],
    [{ rule: 'scope' }, 'scope is the rule of 4.2 (3), not of 4.2 (7)'],
    [{ test: ['test/b.test.ts', 'a guarantee'] }, 'there is no test/b.test.ts'],
    [{ test: ['test/a.test.ts', 'guarantee'] }, 'test/a.test.ts has no test «guarantee»'],
    [{ case: '4.2-7/odd' }, 'the conformance kit has no case 4.2-7/odd'],
  ];
  for (const [changed, problem] of faults) {
    const found = problems(page(residue, inForce(changed)));
    assert.ok(found.includes(`Page: Authorize, 2: ${problem}`), `${problem}\n${found.join('\n')}`);
  }
  assert.deepEqual(problems(page(residue, decided(99))), [
    'Page: Authorize, 2: section 14 of SPEC.md has no row 99',
  ]);
});

test('a row at the step of a rule names the rule', () => {
  const { rule: _left, ...withoutRule } = inForce() as Statement & Proof;
  assert.deepEqual(problems(page(residue, withoutRule)), [
    'Page: Authorize, 2: 4.2 (7) is the step of license_additional, which the row does not name',
  ]);
});
