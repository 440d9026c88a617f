import type { Finding } from '../doctor/finding.ts';

const MARKS: Record<Finding['state'], string> = { ok: '✓', warning: '!', failed: '✗' };

/** A line a finding, and its remedy below it. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ name, state, detail, remedy }) =>
      `${MARKS[state]} ${name}: ${detail}${remedy ? `\n    ${remedy}` : ''}`,
  );
}
