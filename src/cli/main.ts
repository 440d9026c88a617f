import { type Command, CommanderError } from 'commander';
import { printDocument, printFailure } from './outcome.ts';
import { createProgram } from './program.ts';
import { guardTerminals } from './terminal.ts';

guardTerminals();

const program = createProgram();

/** commander ends the process itself unless told otherwise, and has its own idea of exit codes. */
function takeOverExit(command: Command): void {
  command.exitOverride().showHelpAfterError('(add --help for the usage)');
  for (const child of command.commands) takeOverExit(child);
}
takeOverExit(program);

try {
  await program.parseAsync();
} catch (error) {
  const asJson = process.argv.includes('--json');
  if (!(error instanceof CommanderError)) printFailure(error, asJson);
  else if (error.exitCode === 0) process.exitCode = 0;
  else {
    process.exitCode = 2;
    // commander has explained it on standard error; a script that asked for JSON gets its one document all the same.
    const message = error.message.replace(/^error: /, '');
    if (asJson) printDocument({ error: { message } });
  }
}
