import type { Command } from 'commander';
import { outcomeCommand } from './command.ts';
import { findingLines } from './findings.ts';

/** `esoz doctor`: looks at everything the product needs and says how to mend what is wrong. */
export function doctorCommand(): Command {
  return outcomeCommand('doctor', 'check everything the product needs and say how to mend it', async () => {
    const { runDoctor } = await import('../doctor/doctor.ts'); // as `esoz start` loads its product
    const findings = await runDoctor(process.env);
    const failed = findings.some(({ state }) => state === 'failed');
    return {
      text: findingLines(findings).join('\n'),
      json: { healthy: !failed, findings },
      exitCode: failed ? 1 : 0,
    };
  });
}
