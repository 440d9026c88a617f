import { VARIABLES } from '../../src/config/variables.ts';
import { PARAMETER_DEFAULTS } from '../../src/parameters/parameters.ts';
import { code, generatedFrom, prose, table } from './markdown.ts';

const INTRODUCTION = `# Configuration

The product is configured by environment variables alone. They are read once, at start, and all mistakes are reported
together; nothing starts with a mistaken environment. An empty variable counts as absent; an empty parameter is an empty
list.

A *secret* is never printed, and may also be given as a file: \`DATABASE_URL_FILE\` names a file whose content, without
surrounding white space, is the value of \`DATABASE_URL\`. Giving both is a mistake, and so is an empty file.

`;

const PARAMETERS = `
## Parameters

Chart parameters decide business rules. The value in force is the row of table \`parameters\`, if there is one
(\`esoz parameter set\` and [worlds](../how-to/load-a-world.md) make them); else the environment variable of the same name;
else the default.
A change is in force within a second on every process, without a restart. Values are comma-separated licence types.

`;

/** `docs/reference/configuration.md`. */
export function configurationPage(): string {
  const variables = Object.entries(VARIABLES).map(([name, variable]) => [
    code(name),
    'default' in variable && variable.default !== '' ? code(variable.default) : '–',
    'secret' in variable ? `yes, also ${code(`${name}_FILE`)}` : '',
    prose(variable.description),
  ]);
  const parameters = Object.entries(PARAMETER_DEFAULTS).map(([name, value]) => [
    code(name),
    value === '' ? '(empty)' : code(value),
    'Licence types that a legal entity of this type may have besides its primary licence.',
  ]);
  return (
    generatedFrom(
      'src/config/variables.ts, src/config/storage-variables.ts and src/parameters/parameters.ts',
    ) +
    INTRODUCTION +
    table(['Variable', 'Default', 'Secret', 'Meaning'], variables) +
    PARAMETERS +
    table(['Parameter', 'Default', 'Meaning'], parameters)
  );
}
