import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { headsAsJson, headsAsText, type KeptHeads, parseHeads, takeHeads } from '../audit/heads.ts';
import { type AuditFault, verifyAuditLog } from '../audit/verify.ts';
import { explainReadError } from '../platform/files/input-file.ts';
import { writeOutputFile } from '../platform/files/output-file.ts';
import { auditSearchCommand } from './audit-search.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import type { Outcome } from './outcome.ts';
import { readDatabase } from './with-database.ts';

type VerifyOptions = { json?: true; heads?: string };
type HeadsOptions = { json?: true; output?: string };

/** `esoz audit verify`, whose exit code is 1 when any row was edited, removed or moved; `heads` and `search`. */
export function auditCommand(): Command {
  const verify = outcomeCommand<VerifyOptions>(
    'verify',
    'check every audit row against the hash chains',
    verifyAction,
  ).option('--heads <file>', 'the log must also continue these heads, kept elsewhere by: esoz audit heads');
  const heads = outcomeCommand<HeadsOptions>(
    'heads',
    'print the ends of the hash chains, to be kept where nobody can change them',
    headsAction,
  ).option('--output <file>', 'write them to a file');
  return commandGroup('audit', 'the audit log', [verify, heads, auditSearchCommand()]);
}

async function verifyAction({ heads }: VerifyOptions): Promise<Outcome> {
  const kept = heads === undefined ? undefined : await readHeads(heads);
  const report = await readDatabase('audit verify', ({ pool }) => verifyAuditLog(pool, kept));
  const { rows, lanes, comparedWith, faults } = report;
  const since = comparedWith === null ? '' : ` It continues the heads of ${comparedWith}.`;
  const text =
    faults.length === 0
      ? `${count(rows, 'audit row')} in ${count(lanes, 'lane')}: every row is as it was written.${since}`
      : [`${count(rows, 'audit row')}: ${count(faults.length, 'fault')}.`, ...faults.map(faultLine)].join(
          '\n',
        );
  const json = { rows, lanes, ...(comparedWith === null ? {} : { compared_with: comparedWith }), faults };
  return { text, json, exitCode: faults.length === 0 ? 0 : 1 };
}

const faultLine = ({ lane, position, id, description }: AuditFault): string =>
  `  lane ${lane ?? '–'}, position ${position ?? '–'}, row ${id ?? '–'}: ${description}`;

/** @throws InputFileError, HeadsError */
async function readHeads(file: string): Promise<KeptHeads> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw explainReadError(error, file);
  });
  return parseHeads(text);
}

async function headsAction({ output }: HeadsOptions): Promise<Outcome> {
  const heads = await readDatabase('audit heads', ({ pool, clock }) => takeHeads(pool, clock.now()));
  if (output === undefined) return { text: headsAsText(heads), json: headsAsJson(heads) };
  await writeOutputFile(output, Readable.from([`${headsAsText(heads)}\n`]));
  const rows = heads.lanes.reduce((sum, { position }) => sum + position, 0);
  return {
    text: `${output}: the heads of ${heads.lanes.length} lanes, ${count(rows, 'audit row')}.`,
    json: { output, taken_at: heads.takenAt, lanes: heads.lanes.length, rows },
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
