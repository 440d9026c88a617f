import { type Command, CommanderError } from 'commander';
import { nearestName } from '../platform/nearest-name.ts';
import { printDocument, printFailure } from './outcome.ts';
import { createProgram } from './program.ts';
import { guardTerminals } from './terminal.ts';

guardTerminals();

const program = await createProgram(process.argv[2]);

// A reader who has seen enough, as `| head` has, is no failure of ours; nor does it end a product that runs.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** commander ends the process itself unless told otherwise, and has its own idea of exit codes. */
function takeOverExit(command: Command): void {
  command.exitOverride().showHelpAfterError('(add --help for the usage)');
  for (const child of command.commands) takeOverExit(child);
}
takeOverExit(program);

/** commander asks for what is missing before it looks at what is unknown, which may be the same, misspelt. */
function misspelt({ code, message }: CommanderError): string | undefined {
  const [missing] = code === 'commander.missingMandatoryOptionValue' ? (/--[\w-]+/.exec(message) ?? []) : [];
  const isGiven = process.argv.some((given) => given.startsWith('--') && nearestName(given, [missing ?? '']));
  return isGiven ? missing : undefined;
}

try {
  await program.parseAsync();
} catch (error) {
  const asJson = process.argv.includes('--json');
  if (!(error instanceof CommanderError)) printFailure(error, asJson);
  else if (error.exitCode === 0) process.exitCode = 0;
  else {
    process.exitCode = 2;
    const meant = misspelt(error);
    if (meant !== undefined) process.stderr.write(`(Did you mean ${meant}?)\n`);
    // commander has explained it on standard error; a script that asked for JSON gets its one document all the same.
    const message = error.message.replace(/^error: /, '');
    if (asJson) printDocument({ error: { message } });
  }
}
