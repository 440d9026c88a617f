/**
 * Goal: a command that is asked for help gives it.
 * Method: real runs of the program, of a group and of a command; src/cli/program.test.ts looks at all of them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runEsoz } from '../fixtures/esoz.ts';

test('help is on standard output, names what is below, exit code 0', async () => {
  for (const [command, below] of [
    [[], / {2}doctor \[options\] {2,}check everything/],
    [['webhook'], / {2}listen \[options\] {2,}a receiver/],
    [['token', 'list'], / --json /],
  ] as const) {
    const { code, stdout, stderr } = await runEsoz([...command, '--help'], {});
    assert.deepEqual([code, stderr], [0, '']);
    assert.ok(stdout.startsWith(`Usage: ${['esoz', ...command].join(' ')} `), stdout);
    assert.match(stdout, below);
  }
});
