/**
 * Goal: import and export keep the promises of the command line.
 * Method: real runs, with files, reports, terminals and memory looked at.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ENCODINGS } from '../../src/import/csv/encodings.ts';
import { ESOZ, runEsoz } from '../fixtures/esoz.ts';
import { measurePeakMb } from '../fixtures/peak-memory.ts';
import { writeLicenses } from '../fixtures/registry-files.ts';
import { shownOnTerminal, whyNoTerminal } from '../fixtures/terminal.ts';
import {
  additional,
  addLegalEntity,
  csv,
  HEADER,
  licenseLine,
  readReport,
  TODAY,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();
const env = () => ({ DATABASE_URL: setting.database.url, ESOZ_CLOCK: TODAY });

async function write(name: string, content: string | Buffer): Promise<string> {
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
    assert.equal(await readFile(`${file}.report.csv`, 'utf8'), `${HEADER},line,rule,message\r\n`);
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
      mode: 'add',
      encoding: 'utf-8',
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
    const pipe = path.join(setting.folder, 'pipe');
    execFileSync('/usr/bin/env', ['mkfifo', pipe]);
    const cases: [string, RegExp][] = [
      [
        await write('empty.csv', ''),
        /^esoz: The file is empty: its first line must name the columns\.\nColumns, in any order, in English or Ukrainian: /,
      ],
      [
        await write('columns.csv', 'a,b\n'),
        /^esoz: Line 1 must name the columns: unknown "a", "b"; missing /,
      ],
      [
        path.join(setting.folder, 'absent.csv'),
        /^esoz: \S+absent\.csv cannot be read: it does not exist\.\nCheck the name/,
      ],
      [setting.folder, /^esoz: \S+ cannot be read: it is a directory\.\nName a file in it\./],
      [pipe, /^esoz: This is not a regular file\./], // into which nobody writes
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
    for (const args of [
      [],
      [file, '--dry-runs'],
      [file, 'more'],
      [file, '--report', file],
      [file, '--mode', 'replace'],
      [file, '--encoding', 'koi8-u'],
    ]) {
      assert.equal((await runEsoz(['license', 'import', ...args], env())).code, 2, args.join(' '));
    }
    await access(file);
  });

  test('says which encoding it has recognised, unless it was told', async () => {
    const content = csv(licenseLine(await addLegalEntity(setting)));
    const file = await write('windows.csv', ENCODINGS['windows-1251'].encode(content));
    const recognized = await runEsoz(['license', 'import', file, '--dry-run'], env());
    assert.match(recognized.stderr, /windows\.csv is read as windows-1251; --encoding says otherwise\./);
    assert.equal(recognized.code, 0);
    const told = await runEsoz(['license', 'import', file, '--dry-run', '--encoding', 'CP1251'], env());
    assert.doesNotMatch(told.stderr, /windows-1251/);
    assert.equal(told.code, 0);
  });

  test('shows what an update would change, as a table and as JSON, and then changes it', async () => {
    const id = await addLegalEntity(setting);
    const added = await write('before.csv', csv(licenseLine(id), licenseLine(id, additional)));
    await runEsoz(['license', 'import', added], env());
    const changed = { ...additional, issued_by: 'Держлікслужба', expiry_date: '31.12.2030' };
    const file = await write('update.csv', csv(licenseLine(id), licenseLine(id, changed)));
    const update = (...flags: string[]) =>
      runEsoz(['license', 'import', file, '--mode', 'update', ...flags], env());
    const { stdout, code } = await update('--dry-run');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^line 3, [0-9a-f-]{36}\n {2}issued_by {4}"МОЗ України" → "Держлікслужба"\n {2}expiry_date {2}\(empty\) → "2030-12-31"\n\n.*: 1 of 2 rows would be changed, 1 are so already\. Nothing was written\.\n$/,
    );
    assert.partialDeepStrictEqual(JSON.parse((await update('--dry-run', '--json')).stdout), {
      state: 'dry_run',
      mode: 'update',
      total: 2,
      changed: 1,
      unchanged: 1,
      refused: 0,
      changes: [{ line: 3, columns: { expiry_date: { old: null, new: '2030-12-31' } } }],
      changes_left_out: 0,
    });
    assert.match((await update()).stdout, /: 1 of 2 rows changed, 1 are so already\.\n$/);
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

  test('draws a bar on a terminal', { skip: whyNoTerminal }, async () => {
    const file = await write('bar.csv', csv(licenseLine(await addLegalEntity(setting))));
    const command = `'${process.execPath}' '${ESOZ}' license import '${file}'`;
    const output = await shownOnTerminal(command, env());
    assert.match(output, /\[#{30}\] 100 %, 1 rows, 0 refused/);
  });
});

describe('esoz license template', () => {
  test('writes a table to fill in, without a database', async () => {
    const nowhere = { DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const { code, stdout } = await runEsoz(['license', 'template'], nowhere);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^id,legal_entity_id,type,is_primary,.*\r\n,4d2a6d1c-.*,PHARMACY_DRUGS,false,.*\r\n$/,
    );
    const output = path.join(setting.folder, 'template.csv');
    const args = ['legal-entity', 'template', '--excel', '--output', output, '--json'];
    assert.partialDeepStrictEqual(JSON.parse((await runEsoz(args, nowhere)).stdout), { output });
    assert.match(
      await readFile(output, 'utf8'),
      /^\uFEFFІдентифікатор закладу;Назва закладу;Код ЄДРПОУ;Тип закладу;Статус закладу\r\n/,
    );
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
