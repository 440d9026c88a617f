/**
 * Goal: each statement finds its rows by an index.
 * Method: plans on a large registry, compared with those that are committed.
 */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { findEntries } from '../../src/audit/search.queries.ts';
import { findCredentials } from '../../src/auth/credentials.queries.ts';
import { findNamedCaller } from '../../src/auth/foreign/foreign.queries.ts';
import { connectionList } from '../../src/clients/connections/connections.queries.ts';
import { tokenList } from '../../src/clients/credentials/lists.queries.ts';
import { measureBacklog } from '../../src/events/webhooks/backlog.queries.ts';
import {
  findLegalEntity,
  type LegalEntityFilter,
  legalEntityList,
} from '../../src/legal-entities/legal-entities.queries.ts';
import { expiringLicenses, licensesOfLegalEntity } from '../../src/licenses/across/across.queries.ts';
import { findAdditionalTypes } from '../../src/licenses/additional-types/additional-types.queries.ts';
import { findFacts as findCreateFacts, insertLicense } from '../../src/licenses/create/create.queries.ts';
import { findLicenses } from '../../src/licenses/get/get.queries.ts';
import {
  licenseExists,
  listLicenseHistory,
  listOwnLicenseHistory,
} from '../../src/licenses/history/history.queries.ts';
import {
  findFacts as findUpdateFacts,
  updateStoredLicense,
} from '../../src/licenses/update/update.queries.ts';
import { countAuditRows } from '../../src/measurements/registry.queries.ts';
import { findIdentity } from '../../src/oauth/identity/identity.queries.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { entityId, populate } from './populate.ts';

/** Prepared once and run for any value: their generic plans. */
const PREPARED: Record<string, { text: string }> = {
  authorize: findCredentials,
  'authorize-foreign': findNamedCaller,
  'create-facts': findCreateFacts,
  'create-insert': insertLicense,
  'get-licenses': findLicenses, // the same statement with and without filters
  'update-facts': findUpdateFacts,
  'update-license': updateStoredLicense,
  'legal-entity': findLegalEntity,
  'license-history': listLicenseHistory,
  'own-license-history': listOwnLicenseHistory,
  'license-exists': licenseExists,
  'additional-types': findAdditionalTypes,
  identity: findIdentity,
  'measure-backlog': measureBacklog,
  'count-audit-rows': countAuditRows,
  'expiring-licenses': expiringLicenses([]),
  'expiring-licenses-by-type': expiringLicenses(['type']),
  'expiring-licenses-from-a-day': expiringLicenses(['expires_from']),
  'licenses-of-legal-entity': licensesOfLegalEntity,
  'expiring-licenses-by-both': expiringLicenses(['type', 'is_primary']),
};
/** Planned anew for each call: their plans for values that many rows have, and hardly any. */
const PLANNED: Record<string, { text: string; values: unknown[] }> = {
  'legal-entities-all': listOf({}),
  'legal-entities-own': listOf({ own: entityId(7) }),
  'legal-entities-by-id': listOf({ id: entityId(7) }),
  'legal-entities-by-edrpou': listOf({ edrpou: '00000007' }),
  'legal-entities-by-type': listOf({ type: 'PHARMACY' }),
  'legal-entities-by-frequent-status': listOf({ status: 'ACTIVE' }),
  'legal-entities-by-rare-status': listOf({ status: 'REORGANIZED' }),
  'legal-entities-by-type-and-rare-status': listOf({ type: 'PHARMACY', status: 'REORGANIZED' }),
  'legal-entities-by-frequent-name': listOf({ name: 'клініка' }),
  'legal-entities-by-rare-name': listOf({ name: 'клініка 777' }),
  'audit-rows-of-a-request': auditRowsOf('one'),
  'tokens-of-a-client': tokensOf(entityId(7), null),
  'tokens-of-a-user': tokensOf(null, entityId(7)),
  'connections-of-a-client': {
    text: connectionList.pages.text,
    values: [1, 50, '2026-06-15T09:00:00Z', entityId(7), null, null],
  },
};
/** The lists of an operator, with the values of their filters behind those of the page. */
function tokensOf(clientId: string | null, userId: string | null) {
  const values = [1, 50, '2026-06-15T09:00:00Z', clientId, userId, false, false, false, false];
  return { text: tokenList.pages.text, values };
}
function auditRowsOf(requestId: string) {
  const { find, values } = findEntries({ bounds: [['request_id', requestId]], filters: [] }, 51);
  return { text: find.text, values };
}
function listOf(filters: Partial<Record<LegalEntityFilter, string>>) {
  const { text } = legalEntityList(Object.keys(filters) as LegalEntityFilter[]);
  return { text, values: [1, 50, ...Object.values(filters)] };
}

const PLANS = new URL('plans/', import.meta.url);

/**
 * How PostgreSQL runs each hot statement, compared with `plans/*.txt`: a plan that begins to read a whole table shows up
 * here as a changed file. UPDATE_PLANS=1 writes them anew; review the difference.
 */
describe('query plans', {
  skip: process.env.TEST_POSTGRES_SERVER ? 'another version of PostgreSQL plans differently' : false,
}, () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
    await populate(database);
  });
  after(() => database.drop());

  const explain = async (options: string, text: string, values?: unknown[]): Promise<string> => {
    const rows = await database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (${options}COSTS OFF) ${text}`,
      values,
    );
    return `${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`;
  };
  const compare = async (name: string, plan: string): Promise<void> => {
    const file = new URL(`${name}.txt`, PLANS);
    if (process.env.UPDATE_PLANS) await writeFile(file, plan);
    assert.equal(plan, await readFile(file, 'utf8').catch(() => 'no such file'));
  };

  for (const [name, { text }] of Object.entries(PREPARED)) {
    test(`${name} is run as committed`, async () => compare(name, await explain('GENERIC_PLAN, ', text)));
  }
  for (const [name, { text, values }] of Object.entries(PLANNED)) {
    test(`${name} is run as committed`, async () => compare(name, await explain('', text, values)));
  }

  test('no statement reads a whole table, but to count rows that nearly all match', async () => {
    const large = /Seq Scan on (legal_entities|licenses|audit_log|tokens|clients|users|api_keys)\b/;
    for (const file of await readdir(PLANS)) {
      if (file === 'legal-entities-all.txt' || file.includes('frequent')) continue;
      assert.doesNotMatch(await readFile(new URL(file, PLANS), 'utf8'), large, file);
    }
  });

  test('every committed plan belongs to a statement', async () => {
    const files = (await readdir(PLANS)).toSorted();
    assert.deepEqual(
      files,
      Object.keys({ ...PREPARED, ...PLANNED })
        .map((name) => `${name}.txt`)
        .toSorted(),
    );
  });
});
