import type { Command } from 'commander';
import { newValueSchema, type ValueChange, valueChangeSchema } from '../dictionaries/change/bodies.ts';
import { addValue, changeValue } from '../dictionaries/change/change.ts';
import type { DictionaryValue } from '../dictionaries/dictionary.ts';
import { requireForm, withChange } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import type { Outcome } from './outcome.ts';

/** `esoz dictionary add`, `update`, `deactivate` and `activate`. */
export function dictionaryCommand(): Command {
  const update = changingCommand('update', 'describe a value anew', (text) => ({
    description: text as string,
  })).argument('<description>', 'what the code means, in Ukrainian');
  return commandGroup('dictionary', 'values of dictionaries', [
    addCommand(),
    update,
    changingCommand('deactivate', 'take a value out of use; what has it keeps it', () => ({
      is_active: false,
    })),
    changingCommand('activate', 'take a value into use again', () => ({ is_active: true })),
  ]);
}

const NAME = ['<name>', 'the dictionary, such as LICENSE_TYPE'] as const;

function addCommand(): Command {
  return outcomeCommand(
    'add',
    'add a value, seen on every process within a second',
    async (_options: { json?: true }, name?: string, code?: string, description?: string) => {
      const value = { code: code as string, description: description as string };
      requireForm(newValueSchema, value);
      const added = await withChange('dictionary add', (change) => addValue(change, name as string, value));
      return outcomeOf(name as string, added);
    },
  )
    .argument(...NAME)
    .argument('<code>', 'letters, digits, _ and -')
    .argument('<description>', 'what the code means, in Ukrainian');
}

function changingCommand(verb: string, sentence: string, changeOf: (text?: string) => ValueChange): Command {
  return outcomeCommand(
    verb,
    sentence,
    async (_options: { json?: true }, name?: string, code?: string, text?: string) => {
      const which = { dictionary: name as string, code: code as string };
      const valueChange = changeOf(text);
      requireForm(valueChangeSchema, valueChange);
      const changed = await withChange(`dictionary ${verb}`, (change) =>
        changeValue(change, which, valueChange),
      );
      return outcomeOf(which.dictionary, changed);
    },
  )
    .argument(...NAME)
    .argument('<code>', 'of the value');
}

const outcomeOf = (name: string, value: DictionaryValue): Outcome => ({
  text: `${name}: ${value.code}, ${value.description}, is ${value.is_active ? 'active' : 'not active'}.`,
  json: { dictionary: name, ...value },
});
