import type { Command } from 'commander';
import { ParameterError, setParameter, unsetParameter } from '../parameters/change.ts';
import { type EffectiveParameter, listParameters } from '../parameters/list.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { type Column, tableText } from './table.ts';
import { readDatabase, withDatabase } from './with-database.ts';

/** `esoz parameter set`, `unset` and `list`. */
export function parameterCommand(): Command {
  const set = outcomeCommand(
    'set',
    'set a parameter, effective on every process from its next request on',
    setAction,
  )
    .argument('<name>', 'such as LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES')
    .argument('<value>', "codes separated by commas; '' for none");
  const unset = outcomeCommand(
    'unset',
    'leave a parameter to the environment and its default again',
    unsetAction,
  ).argument('<name>', 'the parameter');
  const list = outcomeCommand('list', 'every parameter, its value and where that comes from', listAction);
  return commandGroup('parameter', 'parameters of the registry', [set, unset, list]);
}

async function setAction(_options: object, name?: string, value?: string): Promise<Outcome> {
  const change = await withDatabase('parameter set', ({ pool, stamp }) =>
    setParameter(pool, stamp, name as string, value as string).catch((error) => {
      throw error instanceof ParameterError ? new UsageError(error.message, { cause: error }) : error;
    }),
  );
  const { previous, changed, unknownLicenseTypes } = change;
  const warning =
    unknownLicenseTypes.length > 0
      ? `\nThe dictionary LICENSE_TYPE has no active value ${unknownLicenseTypes.join(', ')}: licences of that type stay refused.`
      : '';
  return {
    text: `${name} is ${changed ? '' : 'already '}${quote(value as string)}.${warning}`,
    json: { name, value, previous, changed, unknown_license_types: unknownLicenseTypes },
  };
}

async function unsetAction(_options: object, name?: string): Promise<Outcome> {
  const previous = await withDatabase('parameter unset', ({ pool, stamp }) =>
    unsetParameter(pool, stamp, name as string),
  );
  return {
    text:
      previous === null
        ? `${name} is not set in the database.`
        : `${name} is left to the environment and its default; it was ${quote(previous)}.`,
    json: { name, previous, changed: previous !== null },
  };
}

const COLUMNS: readonly Column<EffectiveParameter>[] = [
  { title: 'name', of: ({ name }) => name },
  { title: 'from', of: ({ source }) => source },
  { title: 'value', of: ({ value }) => quote(value) },
];

async function listAction(): Promise<Outcome> {
  const parameters = await readDatabase('parameter list', ({ pool, config }) =>
    listParameters(pool, config.parameterFallbacks),
  );
  return { text: tableText('parameters', COLUMNS, parameters), json: { parameters } };
}

const quote = (value: string) => (value === '' ? 'empty' : value);
