/**
 * Goal: what operators run has none of the mistakes that a shell forgives until the worst day.
 * Method: shellcheck on every script of deploy/. What they do is in the tests of each folder.
 */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../../scripts/checks/files.ts';
import { shellcheck, whyNoShellcheck } from '../fixtures/shellcheck.ts';

test('the scripts satisfy shellcheck', { skip: whyNoShellcheck() }, () => {
  const scripts = globSync(['deploy/**/*.sh', 'deploy/systemd/keep-heads'], { cwd: root });
  assert.ok(scripts.length >= 8, String(scripts));
  const { status, stdout } = shellcheck(scripts, { cwd: root });
  assert.equal(status, 0, stdout);
});
