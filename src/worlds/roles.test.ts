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
async function give(roles: string[]) {
  now += 1_000;
  const { changes } = await loadWorld(registry.pool, clock, { users: [{ id, roles }] });
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
