import type { TestDatabase } from '../fixtures/database.ts';

/** Legal entity number `n` of `populate`. */
export const entityId = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const id = (n: string) => `('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const USER = entityId(0);

/**
 * 20 000 legal entities with two licences each and 5 000 audit rows, hardly any of them REORGANIZED; analysed: enough for the planner to choose as it
 * would with millions, and the same choice on every machine.
 */
export async function populate(database: TestDatabase): Promise<void> {
  const stamps = `'2026-01-01'::timestamptz + n * interval '1 minute', '${USER}', now(), '${USER}'`;
  const all = 'FROM generate_series(1, 20000) AS n';
  const license = (type: string, isPrimary: boolean, offset: number) => `
    INSERT INTO licenses (id, legal_entity_id, type, license_number, issued_by, issued_date, expiry_date, active_from_date,
                          is_primary, is_active, inserted_at, inserted_by, updated_at, updated_by)
    SELECT ${id(`n + ${offset}`)}, ${id('n')}, ${type}, 'АВ ' || n, 'МОЗ України', '2020-01-01',
           CASE WHEN n % 4 = 0 THEN '2026-01-01'::date + n % 1000 END, '2020-01-01', ${isPrimary}, n % 10 <> 0, ${stamps} ${all}`;
  for (const statement of [
    `INSERT INTO legal_entities
     SELECT ${id('n')}, 'Клініка ' || n || ' міста ' || n % 100, lpad(n::text, 8, '0'),
            (ARRAY['PRIMARY_CARE', 'OUTPATIENT', 'EMERGENCY', 'PHARMACY'])[1 + n % 4],
            CASE WHEN n % 1000 = 0 THEN 'REORGANIZED' WHEN n % 20 = 0 THEN 'CLOSED' ELSE 'ACTIVE' END, ${stamps} ${all}`,
    license(`'MSP'`, true, 1_000_000),
    license(`'PHARMACY_DRUGS'`, false, 2_000_000),
    `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
     SELECT now(), '${USER}', 'seed', 'license', ${id('n / 2 + 2000000')}, 'update', '{"old":{},"new":{}}' FROM generate_series(1, 5000) AS n`,
    `INSERT INTO clients SELECT ${id('n')}, 'c', 'MSP', 'DIRECT', '{}', false, now(), now() ${all}`,
    `INSERT INTO users SELECT ${id('n')}, NULL, NULL, false, now(), now() ${all}`,
    `INSERT INTO connections SELECT ${id('n')}, ${id('n')}, ${id('n')}, NULL, NULL, NULL, '{}', false, now(), now() ${all}`,
    `INSERT INTO token_families
     SELECT ${id('n')}, ${id('n')}, ${id('n')}, ${id('n')}, 'license:write', 'license:write', '', sha256(n::text::bytea), NULL, now(),
            now(), NULL, NULL, now() ${all}`,
    `INSERT INTO tokens
     SELECT ${id('n')}, sha256(${id('n')}::text::bytea), ${id('n')}, ${id('n')}, 'license:write', now(), NULL, now(),
            CASE WHEN n % 2 = 0 THEN ${id('n')} END ${all}`,
    `INSERT INTO api_keys SELECT ${id('n')}, sha256(${id('n')}::text::bytea), ${id('n')}, NULL, now() ${all}`,
    'VACUUM (ANALYZE)',
  ])
    await database.query(statement);
}
