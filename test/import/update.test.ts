/**
 * Goal: an update changes what is there by the rules of the API, and nothing else.
 * Method: imports with `--mode update` into PostgreSQL; rows, audit rows and reports are looked at.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import type { Change } from '../../src/import/kind.ts';
import { legalEntityImport } from '../../src/import/legal-entity/kind.ts';
import { legalEntityUpdate } from '../../src/import/legal-entity/update/kind.ts';
import { licenseUpdate } from '../../src/import/license/update/kind.ts';
import {
  additional,
  addLegalEntity,
  csv,
  HEADER,
  importText,
  licenseLine,
  useImportSetting,
} from './setting.ts';

const setting = useImportSetting();

async function addLicenses(primary: Partial<Record<string, string>> = {}) {
  const legalEntityId = await addLegalEntity(setting);
  await importText(
    setting,
    csv(
      licenseLine(legalEntityId, primary),
      licenseLine(legalEntityId, { ...additional, expiry_date: '2030-01-01' }),
    ),
  );
  const [license] = await setting.database.query<{ id: string }>(
    'SELECT id FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
    [legalEntityId],
  );
  return { legalEntityId, id: license?.id as string };
}

const additionalLine = (id: string, overrides: Partial<Record<string, string>> = {}) =>
  licenseLine(id, { ...additional, expiry_date: '2030-01-01', ...overrides });
const rowOf = async (id: string) =>
  (await setting.database.query('SELECT * FROM licenses WHERE id = $1', [id]))[0];
const auditOf = (id: string) =>
  setting.database.query<{ action: string; changeset: { old: object; new: object } }>(
    'SELECT action, changeset, actor_id, client_id FROM audit_log WHERE resource_id = $1 ORDER BY id',
    [id],
  );

/** Updates, and tells what it said it would change. */
async function update(content: string, options: { dryRun?: boolean; again?: boolean } = {}) {
  const changes: Change[] = [];
  const result = await importText(setting, content, {
    kind: licenseUpdate,
    onChanges: (some) => changes.push(...some),
    ...options,
  });
  return { ...result, changes };
}

describe('an update of licences', () => {
  test('finds a licence by legal entity and type, writes what differs and audits the fields that changed', async () => {
    const { legalEntityId, id } = await addLicenses();
    const before = await rowOf(id);
    const content = csv(
      licenseLine(legalEntityId),
      additionalLine(legalEntityId, { issued_by: 'МОЗ', expiry_date: '' }),
    );
    const expected = {
      issued_by: { old: 'МОЗ України', new: 'МОЗ' },
      expiry_date: { old: '2030-01-01', new: null },
    };
    const preview = await update(content, { dryRun: true });
    assert.deepEqual(preview.changes, [{ line: 3, id, columns: expected }]);
    assert.deepEqual(await rowOf(id), before);
    assert.equal((await auditOf(id)).length, 1);

    const { imported, alreadyPresent, refused, changes } = await update(content);
    assert.deepEqual([imported, alreadyPresent, refused], [2, 1, 0]);
    assert.deepEqual(changes, preview.changes);
    const after = await rowOf(id);
    assert.partialDeepStrictEqual(after, {
      issued_by: 'МОЗ',
      expiry_date: null,
      inserted_at: before?.inserted_at,
    });
    const [, audit] = await auditOf(id);
    assert.partialDeepStrictEqual(audit, {
      action: 'update',
      actor_id: '00000000-0000-0000-0000-000000000000',
      changeset: {
        old: { issued_by: 'МОЗ України', expiry_date: '2030-01-01' },
        new: { issued_by: 'МОЗ', expiry_date: null },
      },
    });
    assert.deepEqual(Object.keys(audit?.changeset.new ?? {}).sort(), ['expiry_date', 'issued_by']);
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('leaves alone what the file has no column for, and empties what it has an empty cell for', async () => {
    const { legalEntityId, id } = await addLicenses();
    await setting.database.query(
      `UPDATE licenses SET order_no = 'Н-1', license_number = 'АВ 1' WHERE id = $1`,
      [id],
    );
    await update(`id,${HEADER},license_number\n${id},${additionalLine(legalEntityId)},\n`);
    assert.partialDeepStrictEqual(await rowOf(id), { order_no: 'Н-1', license_number: null });
  });

  test('needs the columns that find a row, and of the others those that change', async () => {
    const { legalEntityId, id } = await addLicenses();
    const before = await rowOf(id);
    const { changes, refused } = await update(
      `Ідентифікатор закладу;Тип;Діє до;Наказ\n${legalEntityId};${additional.type};31.12.2031;№ 7\n`,
    );
    const expected = {
      expiry_date: { old: '2030-01-01', new: '2031-12-31' },
      order_no: { old: null, new: '№ 7' },
    };
    assert.deepEqual([refused, changes], [0, [{ line: 2, id, columns: expected }]]);
    const { expiry_date, order_no, updated_at, updated_by, ...others } = before as Record<string, unknown>;
    assert.partialDeepStrictEqual(await rowOf(id), { ...others, order_no: '№ 7' });

    const emptied = await update(`legal_entity_id,type,issued_by\n${legalEntityId},${additional.type},\n`);
    assert.equal(emptied.refused, 1, 'a licence must have it, so an empty cell is no value for it');
    await assert.rejects(update(`id,issued_by\n${id},x\n`), /missing "legal_entity_id", "type"/);

    const legalEntities = await importText(setting, `id,status\n${legalEntityId},SUSPENDED\n`, {
      kind: legalEntityUpdate,
    });
    assert.deepEqual([legalEntities.refused, legalEntities.imported], [0, 1]);
    const [legalEntity] = await setting.database.query(
      'SELECT name, status FROM legal_entities WHERE id = $1',
      [legalEntityId],
    );
    assert.equal(legalEntity?.status, 'SUSPENDED');
    assert.ok(legalEntity?.name);
  });

  test('of rows that are as they were writes nothing, whatever has expired', async () => {
    const { legalEntityId, id } = await addLicenses();
    await setting.database.query(
      `UPDATE licenses SET expiry_date = '2025-01-01' WHERE legal_entity_id = $1`,
      [legalEntityId],
    );
    const before = await rowOf(id);
    const lines = [{}, additional].map((each) =>
      licenseLine(legalEntityId, { ...each, expiry_date: '2025-01-01' }),
    );
    const { imported, alreadyPresent, report } = await update(csv(...lines));
    assert.deepEqual([imported, alreadyPresent, report], [2, 2, []]);
    assert.deepEqual(await rowOf(id), before);
  });

  test('takes rows of one licence one after another', async () => {
    const { legalEntityId, id } = await addLicenses();
    const { changes } = await update(
      csv(
        additionalLine(legalEntityId, { issued_by: 'Перший' }),
        additionalLine(legalEntityId, { issued_by: 'Другий' }),
        additionalLine(legalEntityId),
      ),
    );
    assert.deepEqual(
      changes.map(({ columns }) => columns.issued_by),
      [
        { old: 'МОЗ України', new: 'Перший' },
        { old: 'Перший', new: 'Другий' },
        { old: 'Другий', new: 'МОЗ України' },
      ],
    );
    assert.equal((await rowOf(id))?.issued_by, 'МОЗ України');
    assert.equal((await auditOf(id)).length, 4);
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('refuses by the rules of the API, in their order and with their texts, dry or not', async () => {
    const own = await addLicenses();
    const other = await addLicenses();
    const expired = await addLicenses();
    await setting.database.query(
      `UPDATE licenses SET expiry_date = '2026-01-01' WHERE legal_entity_id = $1 AND is_primary`,
      [expired.legalEntityId],
    );
    const closed = await addLicenses();
    await setting.database.query(`UPDATE legal_entities SET status = 'CLOSED' WHERE id = $1`, [
      closed.legalEntityId,
    ]);
    const empty = await addLegalEntity(setting);
    const line = (id: string, legalEntityId: string, overrides = {}) =>
      `${id},${additionalLine(legalEntityId, { issued_by: 'Інший', ...overrides })}`;
    const content = [
      `id,${HEADER}`,
      line('', randomUUID()),
      line(closed.id, closed.legalEntityId),
      line('', empty),
      line(randomUUID(), own.legalEntityId),
      line('', own.legalEntityId, { type: 'MSP' }),
      line(own.id, own.legalEntityId, { is_primary: 'так' }),
      line(other.id, own.legalEntityId),
      line(own.id, own.legalEntityId, { type: 'PHARMACY' }),
      line(expired.id, expired.legalEntityId),
      line(own.id, own.legalEntityId, { issued_date: '2025-01-01' }),
      line(own.id, own.legalEntityId, { expiry_date: '2024-01-15' }),
      line(own.id, own.legalEntityId, { expiry_date: '2026-11-21' }),
    ].join('\n');
    const expected = [
      'Legal entity not found',
      'Legal entity must be in active or suspended status',
      'License was not found',
      'License was not found',
      'Only additional license can be updated',
      'Additional license can not be changed to primary',
      "License doesn't correspond to your legal entity",
      'License type can not be updated',
      'No active primary license found for legal entity',
      'License can not be issued later than active from date',
      'License can not have active from date later than expiration date',
      'License is expired',
    ];
    for (const dryRun of [true, false]) {
      const { report, imported } = await update(content, { dryRun });
      assert.equal(imported, 0);
      assert.deepEqual(
        report.map(({ message }) => message),
        expected,
      );
    }
  });

  test('adds nothing, and a file that was added may be updated from', async () => {
    const legalEntityId = await addLegalEntity(setting);
    const content = csv(licenseLine(legalEntityId));
    const { report } = await update(content);
    assert.equal(report[0]?.rule, 'license_exists');
    assert.equal((await importText(setting, content)).imported, 1);
    const again = await update(content);
    assert.equal(again.state, 'already_imported');
    assert.deepEqual((await update(content, { again: true })).alreadyPresent, 1);
  });

  test('waits for a change of the same licence, and is compared with it', async () => {
    const { legalEntityId, id } = await addLicenses();
    const client = await setting.pool.connect();
    await client.query('BEGIN');
    await client.query(`UPDATE licenses SET issued_by = 'Хтось інший' WHERE id = $1`, [id]);
    const updating = update(csv(additionalLine(legalEntityId, { issued_by: 'Файл' })));
    await client.query('SELECT pg_sleep(0.2)');
    await client.query('COMMIT');
    client.release();
    const { changes } = await updating;
    assert.deepEqual(changes[0]?.columns, { issued_by: { old: 'Хтось інший', new: 'Файл' } });
  });
});

describe('an update of legal entities', () => {
  const line = (id: string, name = 'Клініка', status = 'ACTIVE') =>
    `${id},${name},38782323,OUTPATIENT,${status}`;
  const table = (...lines: string[]) => `${['id,name,edrpou,type,status', ...lines].join('\n')}\n`;

  test('writes what differs, and audits the fields that changed', async () => {
    const [id, same] = [randomUUID(), randomUUID()];
    await importText(setting, table(line(id), line(same)), { kind: legalEntityImport });
    const rows = table(line(id, 'Нова назва', 'SUSPENDED'), line(same), line(randomUUID()));
    const changes: Change[] = [];
    for (const dryRun of [true, false]) {
      const result = await importText(setting, rows, {
        kind: legalEntityUpdate,
        dryRun,
        onChanges: (some) => changes.push(...some),
      });
      assert.deepEqual([result.imported, result.alreadyPresent], [2, 1]);
      assert.deepEqual(
        result.report.map(({ line, message }) => [line, message]),
        [[4, 'Legal entity not found']],
      );
    }
    assert.equal(changes.length, 2);
    assert.deepEqual(changes[0], changes[1]);
    assert.deepEqual((await auditOf(id)).at(-1)?.changeset, {
      old: { name: 'Клініка', status: 'ACTIVE' },
      new: { name: 'Нова назва', status: 'SUSPENDED' },
    });
    assert.ok((await auditOf(same)).every(({ action }) => action === 'create'));
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('takes rows of one legal entity one after another', async () => {
    const id = randomUUID();
    await importText(setting, table(line(id)), { kind: legalEntityImport });
    await importText(setting, table(line(id, 'Друга'), line(id, 'Третя')), { kind: legalEntityUpdate });
    assert.deepEqual(
      (await auditOf(id)).filter(({ action }) => action === 'update').map(({ changeset }) => changeset.new),
      [{ name: 'Друга' }, { name: 'Третя' }],
    );
  });
});
