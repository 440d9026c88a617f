/**
 * Goal: roles are given and taken with audit rows.
 * Method: a world loaded several times into PostgreSQL.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { useRegistry } from '../../test/fixtures/open-registry.ts';
import { verifyAuditLog } from '../audit/verify.ts';
import { clockFrom } from '../platform/clock.ts';
import { loadWorld } from './load.ts';

const registry = useRegistry();
let now = Date.parse('2026-06-15T09:00:00Z');
const clock = clockFrom(() => new Date(now), 'Europe/Kyiv');

const id = randomUUID();
/** Loads a world in which the user has these roles, a second after the last one, and returns what was counted. */
async function give(roles: string[], legalEntities?: string[]) {
  now += 1_000;
  const { changes } = await loadWorld(registry.pool, clock, {
    users: [{ id, roles, ...(legalEntities ? { legal_entities: legalEntities } : {}) }],
  });
  const { users, user_roles, implied_roles } = changes;
  return { users, user_roles, implied_roles };
}
const counts = (created: number, updated: number, unchanged: number) => ({ created, updated, unchanged });
const rolesOf = async () => {
  const rows = await registry.database.query(
    'SELECT role_name FROM user_roles WHERE user_id = $1 ORDER BY 1',
    [id],
  );
  return rows.map(({ role_name }) => role_name);
};
const audited = (resource: string) =>
  registry.database.query(
    `SELECT resource_id, action, changeset -> 'old' AS old, changeset -> 'new' AS new
       FROM audit_log WHERE resource = $1 ORDER BY inserted_at`,
    [resource],
  );

test('roles that a world gives and takes are counted and audited, and loading it again does neither', async () => {
  const same = counts(0, 0, 1);
  const steps: [roles: string[], counted: object][] = [
    [
      ['OWNER', 'NIGHT', 'OWNER'],
      { users: counts(1, 0, 0), user_roles: counts(1, 0, 0), implied_roles: counts(1, 0, 1) },
    ],
    [['NIGHT', 'OWNER'], { users: same, user_roles: same, implied_roles: counts(0, 0, 2) }],
    [['DAY', 'OWNER'], { users: same, user_roles: counts(0, 1, 0), implied_roles: counts(1, 0, 1) }],
    [[], { users: same, user_roles: counts(0, 1, 0), implied_roles: counts(0, 0, 0) }],
    [[], { users: same, user_roles: same, implied_roles: counts(0, 0, 0) }],
  ];
  for (const [roles, counted] of steps) {
    assert.deepEqual(await give(roles), counted);
    assert.deepEqual(await rolesOf(), [...new Set(roles)].sort());
  }
  assert.deepEqual(await audited('user_roles'), [
    { resource_id: id, action: 'create', old: [], new: ['NIGHT', 'OWNER'] },
    { resource_id: id, action: 'update', old: ['NIGHT', 'OWNER'], new: ['DAY', 'OWNER'] },
    { resource_id: id, action: 'update', old: ['DAY', 'OWNER'], new: [] },
  ]);
  assert.deepEqual(await audited('role'), [
    { resource_id: 'NIGHT', action: 'create', old: null, new: { name: 'NIGHT', scopes: [] } },
    { resource_id: 'DAY', action: 'create', old: null, new: { name: 'DAY', scopes: [] } },
  ]);
  assert.deepEqual((await verifyAuditLog(registry.pool)).faults, []);
});

test('the roles of a user count in its legal entities alone, and in none when it has none', async () => {
  const clinics = [randomUUID(), randomUUID()];
  const form = { name: 'Клініка', edrpou: '12345678', type: 'OUTPATIENT', status: 'ACTIVE' };
  await loadWorld(registry.pool, clock, { legal_entities: clinics.map((each) => ({ id: each, ...form })) });
  const places = () =>
    registry.database.query(
      'SELECT role_name, legal_entity_id FROM user_roles WHERE user_id = $1 ORDER BY 1, 2',
      [id],
    );
  const inClinics = (...ids: string[]) =>
    ids.sort().map((legal_entity_id) => ({ role_name: 'OWNER', legal_entity_id }));
  await give(['OWNER'], clinics);
  assert.deepEqual(await places(), inClinics(...clinics));
  await give(['OWNER'], clinics.slice(0, 1));
  assert.deepEqual(await places(), inClinics(clinics[0] as string));
  assert.deepEqual((await give(['OWNER'], clinics.slice(0, 1))).user_roles, counts(0, 0, 1));
  await give(['OWNER']);
  assert.deepEqual(await places(), [{ role_name: 'OWNER', legal_entity_id: null }]);
  await give(['OWNER'], []);
  assert.deepEqual(await places(), []);
  const [last] = (await audited('user_roles')).slice(-2);
  assert.deepEqual([last?.old, last?.new], [[`OWNER@${clinics[0]}`], ['OWNER']]);
  assert.deepEqual((await verifyAuditLog(registry.pool)).faults, []);
});
