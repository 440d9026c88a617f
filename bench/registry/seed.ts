import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { migrationState } from '../../src/platform/database/schema-state.ts';
import { tokenHashSql } from '../create/world.ts';
import { databaseUrl, runSql } from '../database.ts';
import {
  EXPIRY_DATE,
  entityIdSql,
  FLOOD_TOKEN,
  LICENSES,
  licenseIdSql,
  sampledSql,
  sampleSize,
  type World,
} from './world.ts';

/** The comment of a database that is whole; another number when what is seeded changes. */
const SEEDED = 'seeded, version 2';
const USER = '00000000-0000-4000-8000-00000000beef';
const ENTITIES_A_STATEMENT = 250_000;

type Print = (line: string) => void;

/** The database of that many licences: the one that is there, else a new one. */
export async function seedWorld(superuserUrl: string, licenses: number, print: Print): Promise<World> {
  const database = `bench_registry_${licenses}`;
  const world = {
    database,
    url: databaseUrl(superuserUrl, database),
    entities: Math.ceil(licenses / LICENSES.length),
  };
  if (await isSeeded(superuserUrl, world)) {
    print(`${database}: kept from an earlier run`);
    return world;
  }
  const started = performance.now();
  await runSql(superuserUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await runSql(superuserUrl, `CREATE DATABASE ${database} OWNER esoz_owner`);
  await migrate(world.url);
  try {
    // Durability stays as it is; only checkpoints and vacuum keep out of the way.
    await runSql(
      superuserUrl,
      `ALTER SYSTEM SET max_wal_size = '4GB'`,
      'ALTER SYSTEM SET autovacuum = off',
      'SELECT pg_reload_conf()',
    );
    // Foreign keys are not checked here, so the tables can be filled side by side.
    await Promise.all([fillEntities(world, print), fillLicenses(world, print)]);
    await fillAuditLog(world, print);
  } finally {
    await resetSettings(superuserUrl);
  }
  await runSql(superuserUrl, `COMMENT ON DATABASE ${database} IS '${SEEDED}'`, 'CHECKPOINT');
  const [{ size }] = await select<{ size: string }>(
    world.url,
    'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
  );
  print(`${database}: ready in ${((performance.now() - started) / 1000).toFixed(0)} s, ${size}`);
  return world;
}

/** The server's settings as the product makes them; a run that was killed while seeding may have left others. */
export async function resetSettings(superuserUrl: string): Promise<void> {
  await runSql(superuserUrl, 'ALTER SYSTEM RESET ALL', 'SELECT pg_reload_conf()');
}

async function isSeeded(superuserUrl: string, world: World): Promise<boolean> {
  const [found] = await select<{ comment: string | null }>(
    superuserUrl,
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = '${world.database}'`,
  );
  if (found?.comment !== SEEDED) return false;
  // Throws where a migration was changed after it had been applied, which while developing just means: make it anew.
  const state = await migrationState(world).catch(() => undefined);
  return state?.pending.length === 0 && state.unknown.length === 0;
}

async function fillEntities({ url, database, entities }: World, print: Print): Promise<void> {
  const columns = 'id, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by';
  await fill(url, `${database}: legal entities`, 'legal_entities', print, [
    {
      entities,
      sql: `INSERT INTO legal_entities (${columns})
            SELECT ${entityIdSql('n')}, 'Медичний центр № ' || n || ' міста ' || n % 500, lpad(n::text, 8, '0'),
                   'OUTPATIENT', 'ACTIVE', ${stamps(0)}`,
    },
  ]);
  await runSql(
    url,
    `INSERT INTO users (id, is_blocked, inserted_at, updated_at) VALUES ('${USER}', false, now(), now())`,
    `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     SELECT id, 'Медичний центр', 'MSP', 'DIRECT', '{}'::text[], false, now(), now() FROM legal_entities
     UNION ALL SELECT '${USER}', 'НСЗУ', 'NHS', 'DIRECT', '{}', false, now(), now()`,
    ...tokens(entities),
    'VACUUM (ANALYZE) users, clients, tokens',
  );
}

/** One for each legal entity, so that the table has the registry's size; the load knows those of the sample. */
function tokens(entities: number): string[] {
  const insert = (id: string, hash: string, scope: string) =>
    `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
     SELECT ${id}, ${hash}, ${id}, '${USER}', '${scope}', now() + interval '10 years', now()`;
  const own = 'license:write license:read';
  const sampledId = entityIdSql(sampledSql('s', entities));
  const spareHash = `sha256(convert_to('spare-' || n, 'UTF8'))`;
  return [
    insert(`'${USER}'::uuid`, `sha256(convert_to('${FLOOD_TOKEN}', 'UTF8'))`, 'legal_entity:read'),
    `${insert(sampledId, tokenHashSql('s'), own)} FROM generate_series(0, ${sampleSize(entities) - 1}) AS s`,
    `${insert(entityIdSql('n'), spareHash, own)} FROM generate_series(0, ${entities - 1}) AS n ON CONFLICT DO NOTHING`,
  ];
}

/** A row for each licence, as its creation wrote it; not a chain that verifies, since no request reads it. */
async function fillAuditLog({ url, database, entities }: World, print: Print): Promise<void> {
  const columns = `inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset,
                   lane, position, previous_hash, hash`;
  const inserts = LICENSES.map((_license, kind) => {
    const number = `(${kind}::bigint * ${entities} + n)`;
    const hash = (n: string) => `sha256(convert_to('bench ' || ${n}, 'UTF8'))`;
    const id = licenseIdSql('n', kind, entities);
    return {
      entities,
      sql: `INSERT INTO audit_log (${columns})
            SELECT '${2018 + kind}-01-01'::timestamptz + n * interval '10 seconds', '${USER}', ${entityIdSql('n')},
                   'bench-' || ${number}, 'license', ${id}, 'create',
                   jsonb_build_object('new', jsonb_build_object('id', ${id}, 'license_number', 'АВ ' || 100000 + n,
                                      'issued_by', 'Держлікслужба', 'legal_entity_id', ${entityIdSql('n')})),
                   ${number} % 64, ${number} / 64 + 1, ${hash(`${number} - 64`)}, ${hash(number)}`,
    };
  });
  await fill(url, `${database}: audit log`, 'audit_log', print, inserts);
  await runSql(
    url,
    `UPDATE audit_lanes SET position = (SELECT max(position) FROM audit_log WHERE audit_log.lane = audit_lanes.lane)`,
  );
}

/** One kind after the other: the licences of a legal entity came years apart, and lie on different pages. */
async function fillLicenses({ url, database, entities }: World, print: Print): Promise<void> {
  const inserts = LICENSES.map(({ type, isPrimary, isActive }, kind) => ({
    entities,
    sql: `INSERT INTO licenses (id, legal_entity_id, type, license_number, issued_by, issued_date, expiry_date,
                                active_from_date, what_licensed, order_no, is_primary, is_active,
                                inserted_at, inserted_by, updated_at, updated_by)
          SELECT ${licenseIdSql('n', kind, entities)}, ${entityIdSql('n')}, '${type}', 'АВ ' || 100000 + n,
                 'Держлікслужба', '2020-01-01', ${isPrimary ? 'NULL' : `'${EXPIRY_DATE}'`}, '2020-01-01',
                 'Провадження господарської діяльності', 'ВА-' || n, ${isPrimary}, ${isActive}, ${stamps(kind)}`,
  }));
  await fill(url, `${database}: licences`, 'licenses', print, inserts);
}

const stamps = (year: number) => {
  const time = `'${2018 + year}-01-01'::timestamptz + n * interval '10 seconds'`;
  return `${time}, '${USER}', ${time}, '${USER}'`;
};

type Insert = { entities: number; sql: string };

/** Fills a table without its secondary indexes, then makes those again from their definitions. */
async function fill(
  url: string,
  what: string,
  table: string,
  print: Print,
  inserts: Insert[],
): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query(`SET session_replication_role = replica; SET synchronous_commit = off;
                    SET maintenance_work_mem = '512MB'`);
    const { rows: indexes } = await db.query<{ indexname: string; indexdef: string }>(
      `SELECT indexname, indexdef FROM pg_indexes
        WHERE schemaname = 'public' AND tablename = $1
          AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = format('%I', indexname)::regclass)`,
      [table],
    );
    for (const { indexname } of indexes) await db.query(`DROP INDEX ${indexname}`);
    const started = performance.now();
    const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const total = inserts.reduce((sum, { entities }) => sum + entities, 0);
    let done = 0;
    for (const { entities, sql } of inserts) {
      for (let from = 0; from < entities; from += ENTITIES_A_STATEMENT) {
        const to = Math.min(from + ENTITIES_A_STATEMENT, entities);
        await db.query(`${sql} FROM generate_series(${from}, ${to - 1}) AS n`);
        const before = done;
        done += to - from;
        if (Math.floor(done / 1e6) > Math.floor(before / 1e6) || done === total)
          print(`${what}: ${done} of ${total} rows, ${elapsed()}`);
      }
    }
    for (const { indexdef } of indexes) await db.query(indexdef);
    print(`${what}: ${indexes.length} indexes made, ${elapsed()}`);
    await db.query(`VACUUM (ANALYZE) ${table}`);
    print(`${what}: vacuumed, ${elapsed()}`);
  } finally {
    await db.end();
  }
}

async function select<Row extends object>(url: string, sql: string): Promise<[Row, ...Row[]]> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    return (await db.query(sql)).rows as [Row, ...Row[]];
  } finally {
    await db.end();
  }
}
