/**
 * Goal: the command line writes files where it is told to, or says why not and changes nothing.
 * Method: exports and imports to pipes, devices, links and existing files, one of them stopped by Ctrl-C.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import pg from 'pg';
import { runEsoz, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { addLegalEntity, csv, importText, licenseLine, useImportSetting } from './setting.ts';

const setting = useImportSetting();
const env = () => ({ DATABASE_URL: setting.database.url });
const at = (...names: string[]) => path.join(setting.folder, ...names);
const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

describe('esoz license export --output', () => {
  test('refuses a pipe, a device and a directory, which stay what they are', async () => {
    await mkdir(at('directory'));
    execFileSync('/usr/bin/env', ['mkfifo', at('pipe')]);
    await symlink('pipe', at('link'));
    const cases = { pipe: 'it is a pipe', link: 'it is a pipe', directory: 'it is a directory' };
    for (const [name, reason] of Object.entries(cases)) {
      const { code, stdout, stderr } = await runEsoz(['license', 'export', '--output', at(name)], env());
      assert.deepEqual([code, stdout], [1, '']);
      assert.equal(stderr, `esoz: ${at(name)} cannot be written: ${reason}.\nName a file, new or old.\n`);
    }
    assert.ok((await lstat(at('pipe'))).isFIFO());
    for (const device of ['/dev/null', '/dev/full', '/dev/stdout']) {
      const { code, stderr } = await runEsoz(['license', 'export', '--output', device, '--json'], env());
      assert.equal(code, 1);
      assert.match(stderr, /cannot be written: it is a (device|pipe|socket)\./);
    }
    assert.ok((await lstat('/dev/null')).isCharacterDevice());
  });

  test('keeps the mode of a file that is there, writes through a link, and makes a new one for its owner', async () => {
    await writeFile(at('old.csv'), 'old');
    await chmod(at('old.csv'), 0o640);
    await symlink('old.csv', at('current.csv'));
    for (const name of ['old.csv', 'current.csv', 'new.csv']) {
      const { code, stderr } = await runEsoz(['license', 'export', '--output', at(name)], env());
      assert.equal(code, 0, stderr);
      assert.match(await readFile(at(name), 'utf8'), /^id,legal_entity_id/);
    }
    assert.ok((await lstat(at('current.csv'))).isSymbolicLink());
    assert.deepEqual([await modeOf(at('old.csv')), await modeOf(at('new.csv'))], [0o640, 0o600]);
  });

  test('stopped by Ctrl-C leaves the old file and nothing else', async () => {
    await mkdir(at('stopped'));
    await writeFile(at('stopped', 'old.csv'), 'old');
    const blocker = new pg.Client(setting.database.url);
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE licenses');
    try {
      const exporting = spawnEsoz(['license', 'export', '--output', at('stopped', 'old.csv')], env());
      await eventually('a draft', async () => (await readdir(at('stopped'))).length === 2);
      exporting.process.kill('SIGINT');
      exporting.process.kill('SIGINT');
      await eventually('an end of it', async () => (await readdir(at('stopped'))).length === 1);
      await blocker.query('ROLLBACK');
      assert.equal(await exporting.exited, 1);
      assert.match(exporting.log(), /^esoz: Stopped before the end\.$/m);
    } finally {
      await blocker.end();
    }
    assert.equal(await readFile(at('stopped', 'old.csv'), 'utf8'), 'old');
  });
});

describe('esoz license import --report', () => {
  test('is never the imported file, by whatever name', async () => {
    const text = csv(licenseLine(await addLegalEntity(setting)));
    await writeFile(at('rows.csv'), text);
    await symlink('rows.csv', at('soft.csv'));
    await link(at('rows.csv'), at('hard.csv'));
    for (const name of ['rows.csv', 'soft.csv', 'hard.csv']) {
      const { code, stderr } = await runEsoz(
        ['license', 'import', at('rows.csv'), '--report', at(name)],
        env(),
      );
      assert.deepEqual([code, stderr], [2, 'esoz: --report must be another file\n']);
    }
    assert.equal(await readFile(at('rows.csv'), 'utf8'), text);
  });

  test('writes through a link, and refuses what is no file before anything is imported', async () => {
    const text = csv(licenseLine(await addLegalEntity(setting)));
    await symlink('target.csv', at('report-link'));
    const { reportPath } = await importText(setting, text, { reportPath: at('report-link') });
    assert.ok((await lstat(reportPath)).isSymbolicLink());
    assert.equal(await modeOf(at('target.csv')), 0o600);
    execFileSync('/usr/bin/env', ['mkfifo', at('report-pipe')]);
    const other = csv(licenseLine(await addLegalEntity(setting)));
    for (const name of [at('report-pipe'), '/dev/null', setting.folder])
      await assert.rejects(importText(setting, other, { reportPath: name }), /cannot be written: it is a /);
    assert.equal((await importText(setting, other)).state, 'imported');
  });
});
