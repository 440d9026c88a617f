import type { Finding } from '../doctor/finding.ts';
import { visible } from '../platform/visible.ts';

const MARKS: Record<Finding['state'], string> = { ok: '✓', warning: '!', failed: '✗' };

/** A line a finding, and its remedy below it. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ name, state, detail, remedy }) =>
      // What a server or a variable said is part of one line, and begins no other finding.
      `${MARKS[state]} ${name}: ${visible(detail)}${remedy ? `\n    ${remedy}` : ''}`,
  );
}
