import { sectionsInOrder } from '../../src/conformance/reports/summary.ts';
import { standingCases } from '../../src/conformance/table/standing.ts';
import { CASES } from '../../src/conformance/table/table.ts';
import { code, generatedFrom, prose, table } from './markdown.ts';

const INTRODUCTION = `# Conformance cases

What \`esoz conformance\` tries, by section of [SPEC.md](../../SPEC.md). An id begins with the section and its step. How to run them:
[test your implementation](../how-to/test-your-implementation.md).

`;

/** `docs/reference/conformance-cases.md`. */
export function conformancePage(): string {
  const sections = sectionsInOrder([...CASES, ...standingCases]);
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
