/**
 * Goal: every command explains itself.
 * Method: a walk through the help texts of real runs.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runEsoz } from '../fixtures/esoz.ts';

describe('esoz --help', () => {
  /** Names of the subcommands that a help text lists. */
  const subcommandsIn = (help: string) =>
    [...(help.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z][a-z-]*)\b/gm)]
      .map(([, name]) => name as string)
      .filter((name) => name !== 'help');

  async function walk(command: string[]): Promise<string[][]> {
    const { code, stdout, stderr } = await runEsoz([...command, '--help'], {});
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    assert.ok(stdout.startsWith(`Usage: ${['esoz', ...command].join(' ')} `), stdout);
    const subcommands = subcommandsIn(stdout);
    if (subcommands.length === 0) assert.match(stdout, / --json /, command.join(' '));
    const below = await Promise.all(subcommands.map((name) => walk([...command, name])));
    return [command, ...below.flat()];
  }

  test('each command explains itself on standard output, exit code 0; each leaf takes --json', async () => {
    const commands = (await walk([])).map((command) => command.join(' '));
    const expected = [
      'start',
      'migrate',
      'world load',
      'token issue',
      'token revoke',
      'api-key issue',
      'api-key revoke',
      'token list',
      'client list',
      'user list',
      'webhook listen',
      'file put',
      'audit verify',
      'status',
      'doctor',
    ];
    for (const command of expected) assert.ok(commands.includes(command), `${command} is missing`);
  });
});
