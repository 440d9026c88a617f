import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { codeBlock, generatedFrom } from './markdown.ts';

const INTRODUCTION = `# Command line

In a checkout the command is \`npx esoz\` (or \`node bin/esoz.mjs\`, which works without npm). Commands are configured by the
[environment](configuration.md), the same as the running product, and find its database: that of \`DATABASE_URL\`, or the
embedded one under \`DATA_DIR\`. When no product runs, the embedded database is started for the command's own duration.
A command that only looks makes none where there is none, and leaves the schema as it is; \`doctor\` makes one, to see whether
that works here.

With \`--json\` exactly one JSON document is printed on standard output. Explanations of failures go to standard error.
Exit codes: 0 done, 1 failed, 2 called wrongly.

`;

/** `docs/reference/command-line.md`: what \`--help\` prints, command by command. */
export async function commandLinePage(): Promise<string> {
  return generatedFrom('src/cli/') + INTRODUCTION + sections(await createProgram(), []).join('\n');
}

function sections(command: Command, parents: string[]): string[] {
  const names = [...parents, command.name()];
  const own = `## ${names.join(' ')}\n\n${codeBlock('text', helpOf(command))}`;
  return [own, ...command.commands.flatMap((child) => sections(child, names))];
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => 100, // not that of the terminal
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.trim();
}
