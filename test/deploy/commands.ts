import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';

/** Every `npx esoz …` of a page, in its text and in its blocks. */
export const commandsIn = (page: string): string[] =>
  [...page.matchAll(/npx esoz ([^`\n|]+)/g)].map(([, command = '']) => command.trim());

/** Every statement that a page gives to psql. */
export const statementsIn = (page: string): string[] =>
  [...page.matchAll(/--command "([^"]+)"/g)].map(([, statement = '']) => statement);

/** What a page looks for in the log of the product, and which fields it reads out of the lines. */
export const logSearchesIn = (page: string): { pattern: string; fields: string[] }[] =>
  [...page.matchAll(/^journalctl --unit .*--grep '([^']+)'(.*)$/gm)].map(([, pattern = '', rest = '']) => ({
    pattern,
    fields: [
      ...(/jq --raw-output (?:'([^']+)'|(\S+))/.exec(rest) ?? [])
        .slice(1)
        .join(' ')
        .matchAll(/\.(\w+)/g),
    ].map(([, field = '']) => field),
  }));

let program: Promise<Command> | undefined;

/** Why the program would not take a command; undefined where it would. */
export async function wrongIn(line: string): Promise<string | undefined> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? (word as string));
  program ??= createProgram();
  if (line === '--version') return undefined; // prints, and ends the program
  let command = await program;
  let rest = words;
  for (;;) {
    const next = command.commands.find((child) => child.name() === rest[0]);
    if (next === undefined) break;
    [command, rest] = [next, rest.slice(1)];
  }
  const { operands, unknown } = command.parseOptions(rest);
  const least = command.registeredArguments.filter(({ required }) => required).length;
  if (unknown.length > 0) return `there is no ${unknown[0]}`;
  if (command.commands.length > 0) return 'no command';
  if (operands.length < least || operands.length > command.registeredArguments.length)
    return `${operands.length} arguments`;
  return undefined;
}
