import { Command } from 'commander';
import { aelCommand } from './ael.ts';
import { apiKeyCommand } from './api-key.ts';
import { auditCommand } from './audit.ts';
import { doctorCommand } from './doctor.ts';
import { legalEntityCommand } from './legal-entity.ts';
import { licenseCommand } from './license.ts';
import { migrateCommand } from './migrate.ts';
import { parameterCommand } from './parameter.ts';
import { startCommand } from './start.ts';
import { tokenCommand } from './token.ts';
import { webhookCommand } from './webhook.ts';
import { worldCommand } from './world.ts';

/** `esoz` with all its commands; the reference page of the command line is generated from this object. */
export function createProgram(): Command {
  const program = new Command('esoz')
    .description('Licence registry and contract media storage of ЕСОЗ')
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
    parameterCommand(),
    webhookCommand(),
    licenseCommand(),
    legalEntityCommand(),
    auditCommand(),
    doctorCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return program;
}
