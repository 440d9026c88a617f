/**
 * Goal: an import that was killed or interrupted goes on and comes to the same end.
 * Method: real processes, killed three times, against one that was not.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type EsozProcess, runEsoz, spawnEsoz } from '../fixtures/esoz.ts';
import { legalEntityId, writeLicenses } from '../fixtures/registry-files.ts';
import { csv, exportText, importPath, licenseLine, readReport, TODAY, useImportSetting } from './setting.ts';

const ROWS = 40_000;
const onlyPosix = process.platform === 'win32' ? { skip: 'needs signals' } : {};
const setting = useImportSetting();

async function addLegalEntities(database: TestDatabase): Promise<void> {
  await database.query(
    `INSERT INTO legal_entities SELECT id, 'Клініка', '38782323', 'OUTPATIENT', 'ACTIVE', now(), id, now(), id
       FROM unnest($1::uuid[]) AS id`,
    [Array.from({ length: ROWS / 2 }, (_each, n) => legalEntityId(n))],
  );
}

const startImport = (file: string, url: string) =>
  spawnEsoz(['license', 'import', file, '--json'], { DATABASE_URL: url, ESOZ_CLOCK: TODAY });

const digest = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** Waits until so many rows are committed, and the program still runs. */
async function untilDone(database: TestDatabase, { process }: EsozProcess, rows: number): Promise<void> {
  for (;;) {
    assert.equal(process.exitCode, null, 'the import ended before it could be interrupted');
    const [found] = await database.query<{ done: string }>('SELECT imported + refused AS done FROM imports');
    if (Number(found?.done ?? 0) >= rows) return;
    await delay(5);
  }
}

describe('an import that is killed with -9 and started again', onlyPosix, () => {
  let file: string;
  before(async () => {
    await addLegalEntities(setting.database);
    file = path.join(setting.folder, 'many.csv');
    await writeLicenses(file, ROWS);
    // Rows that are refused, in every stretch of the file.
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    for (let at = 700; at < lines.length - 1; at += 700) lines[at] = `${lines[at - 1]}`;
    await writeFile(file, lines.join('\r\n'));
  });

  test('comes to the same registry, audit log and report as one that is not', async () => {
    const whole = await importPath(setting, file);
    assert.ok(whole.refused > 50);
    const expected = {
      rows: digest(await exportText(setting)),
      report: await readFile(whole.reportPath, 'utf8'),
    };

    const database = await createTestDatabase();
    await addLegalEntities(database);
    await rm(whole.reportPath);
    for (const share of [0.1, 0.4, 0.7]) {
      const running = startImport(file, database.url);
      await untilDone(database, running, share * ROWS);
      await running.kill();
    }
    const { code, stdout } = await runEsoz(['license', 'import', file, '--json'], {
      DATABASE_URL: database.url,
      ESOZ_CLOCK: TODAY,
    });
    const outcome = JSON.parse(stdout);
    assert.equal(code, 1); // some rows were refused
    assert.equal(outcome.state, 'imported');
    assert.equal(outcome.imported, whole.imported);
    assert.equal(outcome.refused, whole.refused);
    assert.ok(outcome.resumed_at_line > 0.7 * ROWS, stdout);
    const env = { DATABASE_URL: database.url };
    const exported = path.join(setting.folder, 'export.csv');
    await runEsoz(['license', 'export', '--output', exported], env);
    assert.equal(digest(await readFile(exported)), expected.rows);
    assert.equal(await readFile(outcome.report, 'utf8'), expected.report);
    const audit = JSON.parse((await runEsoz(['audit', 'verify', '--json'], env)).stdout);
    assert.deepEqual([audit.rows, audit.faults], [whole.imported, []]);
    await database.drop();
  });
});

describe('an import that was interrupted', () => {
  test('by a signal finishes its batches and goes on behind them, leaving what is done alone', async () => {
    const file = path.join(setting.folder, 'stopped.csv');
    await setting.database.query('DELETE FROM licenses');
    await writeLicenses(file, 10_000);
    const interruption = new AbortController();
    let shown = 0;
    const progress = { show: () => ++shown === 3 && interruption.abort(), end() {} };
    const stopped = await importPath(setting, file, { progress, signal: interruption.signal });
    assert.equal(stopped.state, 'stopped');
    assert.ok(stopped.imported > 0 && stopped.imported < 10_000);
    const resumed = await importPath(setting, file);
    assert.equal(resumed.resumedAtLine, stopped.line);
    assert.deepEqual([resumed.state, resumed.imported, resumed.refused], ['imported', 10_000, 0]);
  });

  test('by the database says so, and goes on when that is back', async () => {
    const file = path.join(setting.folder, 'cut.csv');
    await setting.database.query('DELETE FROM licenses');
    await writeLicenses(file, 10_001);
    let shown = 0;
    const cut = () =>
      void setting.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'esoz import test' AND datname = current_database()`,
      );
    const progress = { show: () => ++shown === 3 && cut(), end() {} };
    const error = await importPath(setting, file, { progress }).catch((thrown: unknown) => thrown);
    assert.match(String(error), /^Error: The import was interrupted: /);
    assert.match((error as { hint: string }).hint, /^Run the same command again/);
    const resumed = await importPath(setting, file);
    assert.deepEqual([resumed.state, resumed.imported, resumed.refused], ['imported', 10_001, 0]);
  });

  test('goes on with a report of its own when the first part of the report is gone', async () => {
    const file = path.join(setting.folder, 'lost-report.csv');
    await setting.database.query('DELETE FROM licenses');
    await writeLicenses(file, 10_000);
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    lines[10] = lines[9] as string;
    lines[9_990] = lines[9_989] as string;
    await writeFile(file, lines.join('\r\n'));
    const interruption = new AbortController();
    let shown = 0;
    const progress = { show: () => ++shown === 3 && interruption.abort(), end() {} };
    const stopped = await importPath(setting, file, { progress, signal: interruption.signal });
    assert.deepEqual(
      stopped.report.map(({ line }) => line),
      [11],
    );
    await rm(stopped.reportPath);
    const resumed = await importPath(setting, file);
    assert.deepEqual([resumed.refused, resumed.isReportWhole], [2, false]);
    assert.deepEqual(
      resumed.report.map(({ line }) => line),
      [9_991],
    );
  });
});

describe('a file that has been imported', () => {
  test('is not imported twice, under whatever name, and its report stays', async () => {
    const id = legalEntityId(0);
    await setting.database.query('DELETE FROM licenses');
    const content = csv(licenseLine(id), licenseLine(id));
    const [one, other] = [path.join(setting.folder, 'one.csv'), path.join(setting.folder, 'other.csv')];
    await Promise.all([writeFile(one, content), writeFile(other, content)]);
    const first = await importPath(setting, one);
    const before = await setting.database.query('SELECT * FROM licenses');
    const again = await importPath(setting, one);
    const renamed = await importPath(setting, other);
    for (const result of [again, renamed]) {
      assert.deepEqual(
        [result.state, result.imported, result.refused, result.resumedAtLine],
        ['already_imported', 1, 1, null],
      );
    }
    assert.deepEqual(await readReport(first.reportPath), first.report);
    assert.deepEqual(await setting.database.query('SELECT * FROM licenses'), before);
  });

  test('is read once more with --again: what is there is reported as present, what is not is imported', async () => {
    const [id, missing] = [legalEntityId(1), '99999999-0000-4000-8000-000000000000'];
    const file = path.join(setting.folder, 'again.csv');
    await writeFile(file, csv(licenseLine(id), licenseLine(missing)));
    assert.deepEqual(
      (await importPath(setting, file)).report.map(({ rule }) => rule),
      ['legal_entity_exists'],
    );
    await setting.database.query(
      `INSERT INTO legal_entities SELECT $1, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by
         FROM legal_entities WHERE id = $2`,
      [missing, id],
    );
    const again = await importPath(setting, file, { again: true });
    assert.deepEqual(
      [again.state, again.imported, again.refused, again.alreadyPresent],
      ['imported', 1, 1, 1],
    );
    assert.deepEqual(
      again.report.map(({ line, rule }) => [line, rule]),
      [[2, 'license_type_not_present']],
    );
  });

  test('is another file when anything of it has changed', async () => {
    const file = path.join(setting.folder, 'changed.csv');
    await writeFile(file, csv(licenseLine(legalEntityId(2))));
    await importPath(setting, file);
    await appendFile(file, `${licenseLine(legalEntityId(3))}\n`);
    const changed = await importPath(setting, file);
    assert.deepEqual([changed.state, changed.imported, changed.alreadyPresent], ['imported', 1, 1]);
  });
});
