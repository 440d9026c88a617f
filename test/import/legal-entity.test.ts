/**
 * Goal: legal entities come in with their clients and audit rows.
 * Method: imports into PostgreSQL.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { verifyAuditLog } from '../../src/audit/verify.ts';
import { legalEntityImport } from '../../src/import/legal-entity/kind.ts';
import { importText as importAny, useImportSetting } from './setting.ts';

const setting = useImportSetting();
const kind = legalEntityImport;
const importText = (content: string, options = {}) => importAny(setting, content, { kind, ...options });
const HEADER = 'id,name,edrpou,type,status';
const line = (id: string, overrides: Partial<Record<string, string>> = {}) =>
  Object.values({
    id,
    name: 'Клініка',
    edrpou: '38782323',
    type: 'OUTPATIENT',
    status: 'ACTIVE',
    ...overrides,
  }).join(',');
const csv = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;

describe('an import of legal entities', () => {
  test('adds each with a client of the same id, and audits both', async () => {
    const id = randomUUID();
    const { imported, refused } = await importText(
      csv(line(id.toUpperCase(), { name: '"Клініка ""Здоров\'я"", ТОВ"' })),
    );
    assert.deepEqual([imported, refused], [1, 0]);
    const [entity] = await setting.database.query('SELECT * FROM legal_entities WHERE id = $1', [id]);
    assert.partialDeepStrictEqual(entity, {
      name: 'Клініка "Здоров\'я", ТОВ',
      edrpou: '38782323',
      type: 'OUTPATIENT',
      status: 'ACTIVE',
    });
    const [client] = await setting.database.query('SELECT * FROM clients WHERE id = $1', [id]);
    assert.partialDeepStrictEqual(client, {
      type: 'MSP',
      access_type: 'DIRECT',
      is_blocked: false,
    });
    const audit = await setting.database.query<{ resource: string; changeset: { new: object } }>(
      'SELECT resource, action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY resource',
      [id],
    );
    assert.deepEqual(
      audit.map(({ resource }) => resource),
      ['client', 'legal_entity'],
    );
    assert.deepEqual((await verifyAuditLog(setting.pool)).faults, []);
  });

  test('leaves one that is there as it is, also when it came in the same file', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    await importText(csv(line(id)));
    for (const dryRun of [true, false]) {
      const result = await importText(csv(line(id, { status: 'CLOSED' }), line(other), line(other)), {
        dryRun,
      });
      const message = (present: string) => `Legal entity with id ${present} is already present`;
      assert.deepEqual(result.report, [
        { line: 2, rule: 'legal_entity_id_not_present', message: message(id) },
        { line: 4, rule: 'legal_entity_id_not_present', message: message(other) },
      ]);
      assert.deepEqual([result.imported, result.alreadyPresent], [1, 2]);
    }
    const [entity] = await setting.database.query('SELECT status FROM legal_entities WHERE id = $1', [id]);
    assert.equal(entity?.status, 'ACTIVE');
  });

  test('refuses what a world file could not hold', async () => {
    const { report, imported } = await importText(
      csv(
        line(randomUUID(), { edrpou: '123' }),
        line(randomUUID(), { status: 'OPEN' }),
        line(randomUUID(), { name: '' }),
        line('1'),
        line(randomUUID(), { type: 'MIS' }), // any type may exist in data
      ),
    );
    assert.equal(imported, 1);
    assert.deepEqual(
      report.map(({ rule, message }) => [rule, message.split(':')[0]]),
      ['edrpou', 'status', 'name', 'id'].map((property) => ['schema', `$.${property}`]),
    );
  });
});
