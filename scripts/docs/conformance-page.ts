import { anchorOf } from '../../src/conformance/case.ts';
import { sectionsInOrder } from '../../src/conformance/reports/summary.ts';
import { standingCases } from '../../src/conformance/table/standing.ts';
import { CASES } from '../../src/conformance/table/table.ts';
import { readSpecification, type Specification } from '../specification.ts';
import { code, generatedFrom, prose, table } from './markdown.ts';

const INTRODUCTION = `# Conformance cases

What \`esoz conformance\` tries, by section of [SPEC.md](../../SPEC.md). An id begins with the section and its step. How to run them:
[test your implementation](../how-to/test-your-implementation.md).

`;

/** `docs/reference/conformance-cases.md`. @throws Error for a case that is about no place of SPEC.md */
export async function conformancePage(): Promise<string> {
  const all = [...CASES, ...standingCases];
  const specification = await readSpecification();
  for (const { id } of all) requirePlace(id, specification);
  const sections = sectionsInOrder(all);
  return (
    generatedFrom('src/conformance/table/') +
    INTRODUCTION +
    sections
      .map(([section, cases]) => {
        const rows = cases.map(({ id, sentence, uk }) => [
          code(id),
          prose(sentence),
          uk.replaceAll('*', '\\*'),
        ]);
        return `## Section ${section}\n\n${table(['Case', 'Sentence', 'Українською'], rows)}`;
      })
      .join('\n')
  );
}

/** Reports lead from a broken case to its place. */
function requirePlace(id: string, specification: Specification): void {
  const [number = '', step] = anchorOf(id).split('-');
  const section = specification.get(number);
  if (section === undefined || (step !== undefined && !section.rows.has(step)))
    throw new Error(`the case ${id} begins with no section or step of SPEC.md`);
}
