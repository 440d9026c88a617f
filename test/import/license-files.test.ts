/**
 * Goal: files of every form are imported or refused whole.
 * Method: imports into PostgreSQL, and the audit rows they leave.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import {
  additional,
  addLegalEntity,
  csv,
  exportText,
  HEADER,
  importPath,
  importText,
  licenseLine,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();

const storedOf = (legalEntityId: string) =>
  setting.database.query('SELECT * FROM licenses WHERE legal_entity_id = $1 ORDER BY is_primary DESC', [
    legalEntityId,
  ]);

describe('a file', () => {
  test('with semicolons, a byte order mark, CRLF and another order of columns is imported', async () => {
    const id = await addLegalEntity(setting);
    const { imported, refused } = await importText(
      setting,
      `\uFEFForder_no;active_from_date;issued_date;issued_by;is_primary;type;legal_entity_id\r\n` +
        `"№ 5; 6";2024-02-01;2024-01-01;"МОЗ ""України""";true;MSP;${id.toUpperCase()}\r\n`,
    );
    assert.deepEqual([imported, refused], [1, 0]);
    const [license] = await storedOf(id);
    assert.equal(license?.order_no, '№ 5; 6');
    assert.equal(license?.issued_by, 'МОЗ "України"');
    assert.equal(license?.expiry_date, null);
    assert.equal(license?.is_active, true);
  });

  test('whose records are malformed loses those and no others', async () => {
    const ids = [await addLegalEntity(setting), await addLegalEntity(setting)];
    const content = Buffer.concat([
      Buffer.from(`${HEADER}\n`),
      Buffer.from(`${licenseLine(ids[0] as string)}\n`),
      Buffer.from('\n   \n'), // blank lines are no records
      Buffer.from(`${licenseLine(randomUUID(), { issued_by: 'МО"З' })}\n`),
      Buffer.from(`${licenseLine(randomUUID(), { issued_by: 'МОЗ\rУкраїни' })}\n`),
      Buffer.from(`${licenseLine(randomUUID())},more\n`),
      Buffer.concat([
        Buffer.from(`${randomUUID()},MSP,true,`),
        Buffer.from([0xcc, 0xce, 0xc7]),
        Buffer.from(',,,\n'),
      ]),
      Buffer.from(`${licenseLine(randomUUID(), { issued_by: 'x'.repeat(70_000) })}\n`),
      Buffer.from(`${licenseLine(ids[1] as string, { issued_by: '"МОЗ\nУкраїни"' })}\n`),
      Buffer.from(`${randomUUID()},MSP,true,"МОЗ\n,,,\n`),
    ]);
    const { imported, report } = await importText(setting, content);
    assert.equal(imported, 2);
    assert.deepEqual(
      report.map(({ line, rule }) => [line, rule]),
      [
        [5, 'csv_quote'],
        [6, 'csv_bare_cr'],
        [7, 'csv_columns'],
        [8, 'csv_not_utf8'],
        [9, 'csv_too_long'],
        [12, 'csv_unclosed_quote'],
      ],
    );
    assert.equal(report[2]?.message, 'expected 7 fields but found 8');
  });

  test('may hold a field of ten megabytes: its row is refused', async () => {
    const id = await addLegalEntity(setting);
    const huge = licenseLine(randomUUID(), { issued_by: `"${'я,\n'.repeat(2_500_000)}"` });
    const { imported, report } = await importText(setting, csv(huge, licenseLine(id)));
    assert.equal(imported, 1);
    assert.deepEqual(report, [{ line: 2, rule: 'csv_too_long', message: 'the record is too long' }]);
  });

  test('with nothing but a header imports nothing, and one with another header is refused whole', async () => {
    const { state, imported, refused } = await importText(setting, csv());
    assert.deepEqual([state, imported, refused], ['imported', 0, 0]);
    const filePath = path.join(setting.folder, 'other.csv');
    await writeFile(filePath, 'legal_entity_id,name\n');
    await assert.rejects(
      importPath(setting, filePath),
      /^Error: Line 1 must name the columns: unknown "name"; missing "type"/,
    );
    await assert.rejects(access(`${filePath}.report.csv`));
  });

  test('keeps formulas as texts', async () => {
    const id = await addLegalEntity(setting);
    await importText(setting, csv(licenseLine(id, { issued_by: '=1+1' })));
    assert.equal((await storedOf(id))[0]?.issued_by, '=1+1');
  });

  test('that grows while it is imported fails before its end is recorded', async () => {
    const id = await addLegalEntity(setting);
    const filePath = path.join(setting.folder, 'growing.csv');
    await writeFile(filePath, csv(licenseLine(id)));
    // Progress is shown first before anything has been read.
    const show = () => appendFileSync(filePath, `${licenseLine(id, additional)}\n`);
    const progress = { show, end() {} };
    await assert.rejects(
      importPath(setting, filePath, { progress }),
      /The file was changed while it was being imported/,
    );
    assert.equal((await storedOf(id)).length, 0);
  });
});

describe('every licence that is imported', () => {
  test('has its own audit row by the operator, in the transaction of its batch, and the chain holds', async () => {
    const [first, second] = [await addLegalEntity(setting), await addLegalEntity(setting)];
    await importText(setting, csv(licenseLine(first), licenseLine(first, additional), licenseLine(second)), {
      requestId: 'cli:test',
    });
    const rows = await setting.database.query<{
      changeset: { old: null; new: object };
      resource: string;
      action: string;
    }>(
      `SELECT a.*, a.xmin = l.xmin AS is_same_transaction, to_jsonb(l) = changeset->'new' AS is_licence
         FROM audit_log a JOIN licenses l ON l.id::text = a.resource_id WHERE request_id = 'cli:test' ORDER BY a.id`,
    );
    assert.equal(rows.length, 3);
    for (const row of rows) {
      assert.partialDeepStrictEqual(row, {
        resource: 'license',
        action: 'create',
        actor_id: '00000000-0000-0000-0000-000000000000',
        client_id: null,
        is_same_transaction: true,
        is_licence: true,
      });
      assert.equal(row.changeset.old, null);
    }
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('has the id of its row, or a new one where the field is empty', async () => {
    const legalEntityId = await addLegalEntity(setting);
    const id = randomUUID();
    const header = `id,${HEADER}`;
    await importText(
      setting,
      `${header}\n${id.toUpperCase()},${licenseLine(legalEntityId)}\n,${licenseLine(legalEntityId, additional)}\n`,
    );
    const [primary, other] = await storedOf(legalEntityId);
    assert.equal(primary?.id, id);
    assert.match(String(other?.id), /^[0-9a-f-]{36}$/);
  });

  test('has an id of its own: one that is taken, in the registry or by an earlier row, is refused', async () => {
    const [one, two, three] = [
      await addLegalEntity(setting),
      await addLegalEntity(setting),
      await addLegalEntity(setting),
    ];
    const id = randomUUID();
    await importText(setting, `id,${HEADER}\n${id},${licenseLine(one)}\n`);
    const own = randomUUID();
    const rows = `id,${HEADER}\n${id},${licenseLine(two)}\n${own},${licenseLine(two)}\n${own},${licenseLine(three)}\n`;
    const expected = [
      { line: 2, rule: 'license_id_not_present', message: `License with id ${id} is already present` },
      { line: 4, rule: 'license_id_not_present', message: `License with id ${own} is already present` },
    ];
    for (const dryRun of [true, false]) {
      const { imported, report } = await importText(setting, rows, { dryRun });
      assert.deepEqual({ imported, report }, { imported: 1, report: expected });
    }
  });
});

describe('a report', () => {
  test('disarms formulas, and is made anew by every import', async () => {
    const id = await addLegalEntity(setting);
    const { reportPath } = await importText(setting, csv(licenseLine(id, { expiry_date: '"=1,2"' })));
    const text = await readFile(reportPath, 'utf8');
    assert.match(
      text,
      /,"'=1,2",2,schema,"\$\.expiry_date: expected ""\\=1,2"" to be a valid ISO 8601 date – Діє до: /,
    );
    const next = await importText(setting, csv(), { reportPath, again: true });
    assert.equal(await readFile(next.reportPath, 'utf8'), `${HEADER},line,rule,message\r\n`);
  });

  test('never takes the place of another file, and then nothing is begun', async () => {
    const { filePath } = await importText(setting, csv(licenseLine(await addLegalEntity(setting))));
    const reportPath = path.join(setting.folder, 'precious.txt');
    await writeFile(reportPath, 'precious');
    await assert.rejects(
      importPath(setting, filePath, { reportPath, again: true }),
      /precious\.txt exists and is not a report of an import/,
    );
    assert.equal(await readFile(reportPath, 'utf8'), 'precious');
    assert.equal((await importPath(setting, filePath)).state, 'already_imported');
  });
});

describe('an export', () => {
  test('is imported into another registry as it stands, and comes out identical', async (t) => {
    const [clinic, pharmacy] = [
      await addLegalEntity(setting),
      await addLegalEntity(setting, { type: 'PHARMACY' }),
    ];
    const odd = ['=cmd|1\\"', "'=x", "''+1", "O'Neil", '-5', '@', '\tТаб', 'a"b,c;d\r\ne', ' spaces ', "'"];
    const columns = `${HEADER},license_number,order_no,what_licensed`;
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    // The apostrophe that an import takes off stands before the first of these.
    const escaped = (text: string) => quoted(/^'*[=+\-@\t]|^\s|\s$/.test(text) ? `'${text}` : text);
    const rows = [
      `${licenseLine(clinic, { expiry_date: '2030-01-01' })},${odd.slice(0, 3).map(escaped).join(',')}`,
      `${licenseLine(clinic, additional)},${odd.slice(3, 6).map(escaped).join(',')}`,
      `${licenseLine(pharmacy, { type: 'PHARMACY' })},${odd.slice(6, 9).map(escaped).join(',')}`,
      `${licenseLine(pharmacy, additional)},${escaped(odd[9] as string)},,`,
    ];
    assert.equal((await importText(setting, `${columns}\n${rows.join('\n')}\n`)).imported, 4);
    const stored = await setting.database.query<Record<string, string>>(
      'SELECT license_number, order_no, what_licensed FROM licenses WHERE legal_entity_id = ANY ($1)',
      [[clinic, pharmacy]],
    );
    assert.deepEqual(new Set(stored.flatMap((row) => Object.values(row))), new Set([...odd, null]));

    const exported = await exportText(setting);
    for (const field of exported.split(/[,\r\n]/)) assert.doesNotMatch(field, /^"?[=+\-@\t\r]/);
    await setting.database.query('DELETE FROM licenses');
    const again = await importText(setting, exported);
    assert.equal(again.refused, 0);
    assert.equal(await exportText(setting), exported);
    t.diagnostic(`${again.imported} licences`);
  });

  test('of one legal entity holds its licences alone, the primary one first', async () => {
    const [one, other] = [await addLegalEntity(setting), await addLegalEntity(setting)];
    await importText(setting, csv(licenseLine(other), licenseLine(one), licenseLine(one, additional)));
    const lines = (await exportText(setting, one)).trimEnd().split('\r\n').slice(1);
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(1, 4)),
      [
        [one, 'MSP', 'true'],
        [one, 'PHARMACY_DRUGS', 'false'],
      ],
    );
  });
});
