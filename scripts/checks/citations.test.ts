/**
 * Goal: a citation that leads nowhere is found, and a good one is left alone.
 * Method: a specification of four lines, and files that cite it. The citations are put together here, so that the check
 * does not take them for this file's own.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseSpecification } from '../specification.ts';
import { findCitationProblems } from './citations.ts';

const specification = parseSpecification(`# Title
## 4. Create: \`POST /x\`
### 4.2 Checks, in order
| # | Check |
|---|---|
| 1–2 | token |
| – | there |
| 6 | active |
## 13. Running it
13.4 **Worlds**: files
`);
const CREATE = 'SPEC.md#4-create-post-x';
const CHECKS = 'SPEC.md#42-checks-in-order';
const cite = (what: string) => `SPEC ${what}`;
const problems = (name: string, text: string) => findCitationProblems([{ name, text }], specification);

describe('in code', () => {
  test('sections, paragraphs and steps that are there may be cited', () => {
    for (const what of [
      '4',
      '4.2',
      '13.4',
      '4, 4.2 and 13',
      '4.2 (6)',
      '4.2 (1–2)',
      '4.2, step 2',
      '4.2 (–)',
      '4: x',
    ])
      assert.deepEqual(problems('src/a.ts', `/** ${cite(what)}. */`), [], what);
  });
  test('others may not, and the line is named', () => {
    assert.deepEqual(problems('src/a.ts', `\n// (${cite('99')})`), ['src/a.ts:2: SPEC.md has no section 99']);
    assert.deepEqual(problems('db/a.sql', `-- ${cite('4, 13.5')}`), [
      'db/a.sql:1: SPEC.md has no section 13.5',
    ]);
    assert.deepEqual(problems('a.mjs', `// ${cite('4.2 (7)')}`), [
      'a.mjs:1: section 4.2 of SPEC.md has no row 7',
    ]);
    assert.equal(problems('a.ts', `// ${cite('4.2, step 7')}`).length, 1);
    assert.equal(problems('a.ts', ' * as SPEC\n * 99 says').length, 1, 'a broken line');
  });
  test('steps of rules and sections of routes are citations; words such as `import` are not', () => {
    assert.deepEqual(problems('src/rules.ts', "{ step: '4.2 (6)' }, { step: 'import' }, { spec: '13' }"), []);
    assert.equal(problems('src/rules.ts', "{ step: '4.2 (8)' }, { spec: '14' }").length, 2);
    assert.deepEqual(problems('test/breaches.ts', "{ step: '8' }"), []);
  });
  test('there is one form', () => {
    assert.equal(problems('a.ts', '// specification '.concat('8 says')).length, 1);
    assert.equal(problems('a.md', 'section 7.2 of the '.concat('specification')).length, 1);
  });
});

describe('in pages', () => {
  test('a citation is a link to its section', () => {
    assert.deepEqual(problems('docs/a.md', `[${cite('4')}](../${CREATE}), [4.2 (6)](../${CHECKS})`), []);
    assert.deepEqual(problems('docs/a.md', `As ${cite('4')} says`), [
      'docs/a.md:1: SPEC 4 is no link to SPEC.md',
    ]);
  });
  test('to its own, and to a row that is there', () => {
    assert.match(problems('a.md', `[${cite('4')}](${CHECKS})`)[0] as string, /leads to another section/);
    assert.match(problems('a.md', `[4.2 (7)](${CHECKS})`)[0] as string, /no row 7/);
    assert.deepEqual(problems('a.md', '[13.4](SPEC.md#13-running-it)'), []);
  });
  test('decision records cite in prose, and what is there', () => {
    assert.deepEqual(problems('docs/adr/1.md', cite('4.2')), []);
    assert.equal(problems('docs/adr/1.md', cite('99')).length, 1);
  });
});
