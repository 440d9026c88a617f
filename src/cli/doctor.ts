import type { Command } from 'commander';
import type { Finding } from '../doctor/finding.ts';
import { visible } from '../platform/visible.ts';
import { outcomeCommand } from './command.ts';

const MARKS: Record<Finding['state'], string> = { ok: '✓', warning: '!', failed: '✗' };

/** `esoz doctor`: looks at everything the product needs and says how to mend what is wrong. */
export function doctorCommand(): Command {
  return outcomeCommand('doctor', 'check everything the product needs and say how to mend it', async () => {
    const { runDoctor } = await import('../doctor/doctor.ts'); // as `esoz start` loads its product
    const findings = await runDoctor(process.env);
    const lines = findings.map(
      ({ name, state, detail, remedy }) =>
        // What a server or a variable said is part of one line, and begins no other finding.
        `${MARKS[state]} ${name}: ${visible(detail)}${remedy ? `\n    ${remedy}` : ''}`,
    );
    const failed = findings.some(({ state }) => state === 'failed');
    return { text: lines.join('\n'), json: { healthy: !failed, findings }, exitCode: failed ? 1 : 0 };
  });
}
