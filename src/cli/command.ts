import { Command } from 'commander';
import { type Outcome, printFailure, printOutcome } from './outcome.ts';

/**
 * A command with `--json` that prints one outcome.
 * @param action gets the options and the arguments, in this order, and returns what is printed
 */
export function outcomeCommand<Options extends { json?: true }>(
  name: string,
  description: string,
  action: (options: Options, ...args: string[]) => Promise<Outcome>,
): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON document on standard output')
    .action(async (...given: unknown[]) => {
      const options = given.at(-2) as Options;
      try {
        printOutcome(await action(options, ...(given.slice(0, -2) as string[])), options.json === true);
      } catch (error) {
        printFailure(error, options.json === true);
      }
    });
}

/** A command that only groups others; called bare it shows them. */
export function commandGroup(name: string, description: string, commands: Command[]): Command {
  const group = new Command(name).description(description);
  for (const command of commands) group.addCommand(command);
  return group;
}
