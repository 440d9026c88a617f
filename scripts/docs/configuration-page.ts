import { CLIENT_VARIABLES } from '../../src/config/client-variables.ts';
import type { Variable } from '../../src/config/parsers.ts';
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

const VARIABLE_COLUMNS = ['Variable', 'Default', 'Secret', 'Meaning'];

const PARAMETERS = `
## Parameters

Chart parameters decide business rules. The value in force is the row of table \`parameters\`, if there is one
(\`esoz parameter set\` and [worlds](../how-to/load-a-world.md) make them); else the environment variable of the same name;
else the default.
A change is in force within a second on every process, without a restart. Values are comma-separated licence types.

`;

const CLIENT = `
## Commands that stand outside

\`esoz file\` calls the product as a third party does, and \`esoz webhook listen\` is called by it: each of them can run on
another machine. They read these, and take the product of the table above where nothing else is said.

`;

/** `docs/reference/configuration.md`. */
export function configurationPage(): string {
  const rowsOf = (variables: Record<string, Variable<unknown>>) =>
    Object.entries(variables).map(([name, variable]) => [
      code(name),
      variable.default ? code(variable.default) : '–',
      variable.secret ? 'yes' : '',
      prose(variable.description),
    ]);
  const parameters = Object.entries(PARAMETER_DEFAULTS).map(([name, value]) => [
    code(name),
    value === '' ? '(empty)' : code(value),
    'Licence types that a legal entity of this type may have besides its primary licence.',
  ]);
  return (
    generatedFrom(
      'src/config/variables.ts, src/config/storage-variables.ts, src/config/client-variables.ts and src/parameters/parameters.ts',
    ) +
    INTRODUCTION +
    table(VARIABLE_COLUMNS, rowsOf(VARIABLES)) +
    CLIENT +
    table(VARIABLE_COLUMNS, rowsOf(CLIENT_VARIABLES)) +
    PARAMETERS +
    table(['Parameter', 'Default', 'Meaning'], parameters)
  );
}
