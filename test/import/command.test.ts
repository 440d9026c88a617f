/**
 * Goal: import and export keep the promises of the command line.
 * Method: real runs, with files, reports, terminals and memory looked at.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ESOZ, runEsoz } from '../fixtures/esoz.ts';
import { measurePeakMb } from '../fixtures/peak-memory.ts';
import { writeLicenses } from '../fixtures/registry-files.ts';
import { addLegalEntity, csv, licenseLine, readReport, TODAY, useImportSetting } from './setting.ts';

const setting = useImportSetting();
const env = () => ({ DATABASE_URL: setting.database.url, ESOZ_CLOCK: TODAY });

async function write(name: string, content: string): Promise<string> {
  const file = path.join(setting.folder, name);
  await writeFile(file, content);
  return file;
}

describe('esoz license import', { concurrency: 2 }, () => {
  test('exits with 0 when every row is imported, says so, and makes an empty report', async () => {
    const file = await write('good.csv', csv(licenseLine(await addLegalEntity(setting))));
    const { code, stdout, stderr } = await runEsoz(['license', 'import', file], env());
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${file}: 1 of 1 rows imported.\n`);
    assert.equal(await readFile(`${file}.report.csv`, 'utf8'), 'line,rule,message\r\n');
    const again = await runEsoz(['license', 'import', file], env());
    assert.equal(again.code, 0);
    assert.match(
      again.stdout,
      /has been imported before: 1 of 1 rows imported\. Nothing was changed; --again starts over\./,
    );
  });

  test('exits with 1 when rows are refused, and names the report', async () => {
    const file = await write('partly.csv', csv(licenseLine(await addLegalEntity(setting)), licenseLine('x')));
    const report = path.join(setting.folder, 'refused.csv');
    const { code, stdout } = await runEsoz(['license', 'import', file, '--report', report, '--json'], env());
    assert.equal(code, 1);
    const outcome = JSON.parse(stdout);
    assert.match(outcome.sha256, /^[0-9a-f]{64}$/);
    assert.partialDeepStrictEqual(outcome, {
      state: 'imported',
      total: 2,
      imported: 1,
      refused: 1,
      already_present: 0,
      resumed_at_line: null,
      report,
    });
    assert.deepEqual(
      (await readReport(report)).map(({ line, rule }) => [line, rule]),
      [[3, 'schema']],
    );
  });

  test('exits with 1 and a sentence when the file cannot be imported at all', async () => {
    const cases: [string, RegExp][] = [
      [
        await write('empty.csv', ''),
        /^esoz: The file is empty: its first line must name the columns\.\nColumns, in any order: /,
      ],
      [
        await write('columns.csv', 'a,b\n'),
        /^esoz: Line 1 must name the columns: unknown "a", "b"; missing /,
      ],
      [path.join(setting.folder, 'absent.csv'), /^esoz: ENOENT/],
      [setting.folder, /^esoz: This is not a regular file\./],
    ];
    for (const [file, message] of cases) {
      const { code, stdout, stderr } = await runEsoz(['license', 'import', file], env());
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    }
  });

  test('exits with 2 when it is called wrongly', async () => {
    const file = await write('usage.csv', csv());
    for (const args of [[], [file, '--dry-runs'], [file, 'more'], [file, '--report', file]]) {
      assert.equal((await runEsoz(['license', 'import', ...args], env())).code, 2, args.join(' '));
    }
    await access(file);
  });

  test('writes the report of a dry run beside the one of the import', async () => {
    const file = await write('dry.csv', csv(licenseLine(await addLegalEntity(setting)), licenseLine('x')));
    const { code, stdout } = await runEsoz(['license', 'import', file, '--dry-run'], env());
    assert.equal(code, 1);
    assert.match(
      stdout,
      /1 of 2 rows would be imported, 1 refused\. Nothing was written\.\nRefused rows: .*dry\.csv\.dry-run\.csv\n$/,
    );
    await assert.rejects(access(`${file}.report.csv`));
  });

  test('draws a bar on a terminal', { skip: process.platform !== 'linux' }, async (t) => {
    const file = await write('bar.csv', csv(licenseLine(await addLegalEntity(setting))));
    const command = `'${process.execPath}' '${ESOZ}' license import '${file}'`;
    const terminal = spawn('/usr/bin/env', ['script', '-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH ?? '', ...env() },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    terminal.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const [code] = await once(terminal, 'close');
    if (code === 127) return t.skip('needs script(1)');
    assert.match(output, /\[#{30}\] 100 %, 1 rows, 0 refused/);
  });
});

describe('esoz license export', () => {
  test('writes a whole file or none, and says how much', async () => {
    await runEsoz(
      ['license', 'import', await write('exported.csv', csv(licenseLine(await addLegalEntity(setting))))],
      env(),
    );
    const output = path.join(setting.folder, 'out.csv');
    const { code, stdout } = await runEsoz(['license', 'export', '--output', output, '--json'], env());
    assert.equal(code, 0);
    const lines = (await readFile(output, 'utf8')).trimEnd().split('\r\n').length - 1;
    assert.deepEqual(JSON.parse(stdout), { exported: lines, output });
    const folder = path.join(setting.folder, 'folder.csv');
    await mkdir(folder);
    assert.equal((await runEsoz(['license', 'export', '--output', folder], env())).code, 1);
    await assert.rejects(access(`${folder}.unfinished`));
  });

  test('writes nothing but CSV to standard output, and takes a reader that leaves', {
    skip: process.platform === 'win32',
  }, async () => {
    const { code, stdout, stderr } = await runEsoz(['license', 'export'], env());
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^id,legal_entity_id,type,.*\r\n/);
    const head = spawn('sh', ['-c', `'${process.execPath}' '${ESOZ}' license export | true`], {
      env: { ...env(), PATH: process.env.PATH ?? '' },
    });
    let complaint = '';
    head.stderr.on('data', (text) => {
      complaint += text;
    });
    await once(head, 'close');
    assert.equal(complaint, '');
  });

  test('refuses a wrong id, and --json without --output', async () => {
    assert.equal((await runEsoz(['license', 'export', '--legal-entity', 'x'], env())).code, 2);
    assert.equal((await runEsoz(['license', 'export', '--json'], env())).code, 2);
  });
});

test('the memory of an import does not grow with the file', {
  skip: process.platform !== 'linux',
}, async () => {
  const peakMb = async (rows: number) => {
    const file = path.join(setting.folder, `${rows}.csv`);
    await writeLicenses(file, rows);
    const { peakMb } = await measurePeakMb(
      [ESOZ, 'license', 'import', file, '--dry-run', '--json'],
      env(),
      [1],
    );
    return peakMb;
  };
  const [small, large] = [await peakMb(30_000), await peakMb(120_000)];
  assert.ok(large < 200, `${large} MB`);
  assert.ok(large - small < 25, `${small} MB, then ${large} MB`);
});
