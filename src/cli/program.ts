import { Command, CommanderError } from 'commander';
import { printOutcome } from './outcome.ts';
import { describeVersions } from './version.ts';

/**
 * Every command, and where it is. Only the one that is called is loaded: reading all of the program takes longer than
 * most commands run.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand(),
  ael: async () => (await import('./ael.ts')).aelCommand(),
  migrate: async () => (await import('./migrate.ts')).migrateCommand(),
  world: async () => (await import('./world.ts')).worldCommand(),
  token: async () => (await import('./token.ts')).tokenCommand(),
  'api-key': async () => (await import('./api-key.ts')).apiKeyCommand(),
  client: async () => (await import('./client.ts')).clientCommand(),
  connection: async () => (await import('./connection.ts')).connectionCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
  parameter: async () => (await import('./parameter.ts')).parameterCommand(),
  dictionary: async () => (await import('./dictionary.ts')).dictionaryCommand(),
  webhook: async () => (await import('./webhook.ts')).webhookCommand(),
  license: async () => (await import('./license.ts')).licenseCommand(),
  'legal-entity': async () => (await import('./legal-entity.ts')).legalEntityCommand(),
  file: async () => (await import('./file.ts')).fileCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  docs: async () => (await import('./docs.ts')).docsCommand(),
  status: async () => (await import('./status.ts')).statusCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
};

/**
 * `esoz` with all its commands, of which the reference page of the command line is made; or with the called one alone.
 * @param called the first argument, whatever it is
 */
export async function createProgram(called?: string): Promise<Command> {
  const program = new Command('esoz')
    .description('Licence registry and contract media storage of ЕСОЗ')
    .option('-V, --version', 'print the versions of this program, of Node.js and of the embedded PostgreSQL')
    .on('option:version', printVersions)
    .addHelpText(
      'after',
      '\nEvery command takes --json. Exit codes: 0 done, 1 failed, 2 called wrongly.\nThe environment is described in docs/reference/configuration.md.',
    );
  const isKnown = called !== undefined && Object.hasOwn(COMMANDS, called);
  const names = isKnown ? [called] : Object.keys(COMMANDS);
  for (const name of names) program.addCommand(await (COMMANDS[name] as () => Promise<Command>)());
  return program;
}

/** As commander's own `version` does: the rest of the line is not run. */
function printVersions(): never {
  printOutcome(describeVersions(), process.argv.includes('--json'));
  throw new CommanderError(0, 'commander.version', '');
}
