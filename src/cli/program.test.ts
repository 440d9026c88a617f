/**
 * Goal: every command explains itself and takes --json, and no command is missing.
 * Method: a walk through the program; that it really prints so is in test/cli/help.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from './program.ts';

type Named = { path: string; command: Command };

function leavesOf(command: Command, parents: string[] = []): Named[] {
  return command.commands.flatMap((child) => {
    const names = [...parents, child.name()];
    return child.commands.length > 0 ? leavesOf(child, names) : [{ path: names.join(' '), command: child }];
  });
}

test('each command says what it does, takes --json, and describes its arguments and options', async () => {
  for (const { path, command } of leavesOf(await createProgram())) {
    assert.ok(command.description().length > 10, path);
    assert.ok(
      command.options.some(({ long }) => long === '--json'),
      `${path} takes no --json`,
    );
    for (const option of command.options) assert.ok(option.description.length > 3, `${path} ${option.flags}`);
    for (const argument of command.registeredArguments)
      assert.ok(argument.description.length > 3, `${path} <${argument.name()}>`);
  }
});

test('the commands of the specification are there', async () => {
  const paths = leavesOf(await createProgram()).map(({ path }) => path);
  for (const path of [
    ...['start', 'ael', 'migrate', 'doctor', 'status', 'world load', 'audit verify'],
    ...['token issue', 'token revoke', 'token list', 'api-key issue', 'api-key revoke', 'api-key list'],
    ...['client list', 'user list', 'parameter set', 'license import', 'license export'],
    ...['legal-entity import', 'file put', 'file get', 'file ls', 'webhook list', 'webhook listen'],
  ])
    assert.ok(paths.includes(path), `${path} is missing`);
});

test('the called command comes alone, and looks as it does among all; a name that none has gets all of them', async () => {
  const all = await createProgram();
  for (const command of all.commands) {
    const alone = await createProgram(command.name());
    assert.equal(alone.commands.length, 1);
    assert.equal(alone.commands[0]?.helpInformation(), command.helpInformation());
  }
  for (const called of ['help', '--help', 'toString', 'tokn', ''])
    assert.equal((await createProgram(called)).commands.length, all.commands.length, called);
});
