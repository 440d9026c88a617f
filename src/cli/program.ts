import { Command, CommanderError } from 'commander';
import { aelCommand } from './ael.ts';
import { apiKeyCommand } from './api-key.ts';
import { auditCommand } from './audit.ts';
import { commandGroup } from './command.ts';
import { CLIENT_LIST, USER_LIST } from './credential-lists.ts';
import { dictionaryCommand } from './dictionary.ts';
import { doctorCommand } from './doctor.ts';
import { fileCommand } from './file.ts';
import { legalEntityCommand } from './legal-entity.ts';
import { licenseCommand } from './license.ts';
import { listCommand } from './list.ts';
import { migrateCommand } from './migrate.ts';
import { printOutcome } from './outcome.ts';
import { parameterCommand } from './parameter.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { tokenCommand } from './token.ts';
import { describeVersions } from './version.ts';
import { webhookCommand } from './webhook.ts';
import { worldCommand } from './world.ts';

/** `esoz` with all its commands; the reference page of the command line is generated from this object. */
export function createProgram(): Command {
  const program = new Command('esoz')
    .description('Licence registry and contract media storage of ЕСОЗ')
    .option('-V, --version', 'print the versions of this program, of Node.js and of the embedded PostgreSQL')
    .on('option:version', printVersions)
    .addHelpText(
      'after',
      '\nEvery command takes --json. Exit codes: 0 done, 1 failed, 2 called wrongly.\nThe environment is described in docs/reference/configuration.md.',
    );
  const commands = [
    startCommand(),
    aelCommand(),
    migrateCommand(),
    worldCommand(),
    tokenCommand(),
    apiKeyCommand(),
    commandGroup('client', 'clients: whom tokens and API keys belong to', [listCommand(CLIENT_LIST)]),
    commandGroup('user', 'people, in whose name calls are made', [listCommand(USER_LIST)]),
    parameterCommand(),
    dictionaryCommand(),
    webhookCommand(),
    licenseCommand(),
    legalEntityCommand(),
    fileCommand(),
    auditCommand(),
    statusCommand(),
    doctorCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return program;
}

/** As commander's own `version` does: the rest of the line is not run. */
function printVersions(): never {
  printOutcome(describeVersions(), process.argv.includes('--json'));
  throw new CommanderError(0, 'commander.version', '');
}
