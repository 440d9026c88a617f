import type { Command } from 'commander';
import { verifyAuditLog } from '../audit/verify.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { readDatabase } from './with-database.ts';

/** `esoz audit verify`: exit code 1 when any row was edited, removed or moved. */
export function auditCommand(): Command {
  const verify = outcomeCommand('verify', 'check every audit row against the hash chains', async () => {
    const report = await readDatabase('audit verify', ({ pool }) => verifyAuditLog(pool));
    const { rows, lanes, faults } = report;
    const lines = faults.map(
      (fault) =>
        `  lane ${fault.lane}, position ${fault.position}, row ${fault.id ?? '–'}: ${fault.description}`,
    );
    const text =
      faults.length === 0
        ? `${count(rows, 'audit row')} in ${count(lanes, 'lane')}: every row is as it was written.`
        : [`${count(rows, 'audit row')}: ${count(faults.length, 'fault')}.`, ...lines].join('\n');
    return { text, json: report, exitCode: faults.length === 0 ? 0 : 1 };
  });
  return commandGroup('audit', 'the audit log', [verify]);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
