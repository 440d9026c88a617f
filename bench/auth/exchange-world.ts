import { createHash } from 'node:crypto';
import { migrate } from '../../src/platform/database/migrate.ts';
import { databaseUrl, runSql } from '../database.ts';

/** A MIS began them all, each clinic's in turn: every exchange meets another code and the next clinic. */
export const EXCHANGES = 100_000;
const CLINICS = 2_000;

const MIS_ID = '00000000-0000-4000-8000-000000000abc';
const SECRET = 'bench-secret-of-the-mis';
const REDIRECT_URI = 'https://mis.example/';
const SCOPE = 'license:read license:write';
/** pgbench takes what follows a colon for a variable, also inside a literal. */
const SCOPE_SQL = `'${SCOPE.replaceAll(':', "' || chr(58) || '")}'`;

/** SQL for ids of clinic and family number `n`, an SQL expression; the clinic's user and connection have the clinic's. */
const clinicIdSql = (n: string): string => `lpad(to_hex((${n})::int % ${CLINICS}), 32, '0')::uuid`;
const familyIdSql = (n: string): string => `('aaaaaaaa' || lpad(to_hex((${n})::int), 24, '0'))::uuid`;
const freshIdSql = (prefix: string, n: string): string =>
  `('${prefix}' || lpad(to_hex((${n})::int), 24, '0'))::uuid`;
const hashSql = (prefix: string, n: string): string =>
  `sha256(convert_to('${prefix}' || (${n})::int, 'UTF8'))`;
/** A family whose code waits, and another whose refresh token does. */
export const KINDS = {
  code: { shift: 0, secret: 'bench-code-' },
  refresh: { shift: EXCHANGES, secret: 'bench-refresh-' },
} as const;
export type Kind = keyof typeof KINDS;

/** What is sent for number `{n}`, in the national form. */
export const bodyOf = (kind: Kind): object => ({
  token: {
    client_id: MIS_ID,
    client_secret: SECRET,
    ...(kind === 'code'
      ? { grant_type: 'authorization_code', code: 'bench-code-{n}', redirect_uri: REDIRECT_URI, scope: SCOPE }
      : { grant_type: 'refresh_token', refresh_token: 'bench-refresh-{n}' }),
  },
});

/** What reading the facts is asked with, for number `n`. */
export const factsValues = (kind: Kind, n: string): string[] => {
  const hash = `ARRAY[${hashSql(KINDS[kind].secret, n)}]`;
  const none = 'ARRAY[NULL::bytea]';
  return [
    `ARRAY['${MIS_ID}'::uuid]`,
    ...(kind === 'code' ? [hash, none] : [none, hash]),
    none,
    'ARRAY[now()]',
  ];
};

/** What is written then. */
export const mintValues = (kind: Kind, n: string): string[] => [
  'now()',
  `'bench'`,
  familyIdSql(`${n} + ${KINDS[kind].shift}`),
  freshIdSql('bbbbbbbb', n),
  hashSql('bench-new-access-', n),
  clinicIdSql(n),
  clinicIdSql(n),
  SCOPE_SQL,
  `now() + interval '30 days'`,
  freshIdSql('cccccccc', n),
  hashSql('bench-new-refresh-', n),
  `now() + interval '7 days'`,
  freshIdSql('dddddddd', n),
  `'${'s'.repeat(600)}'`,
];

/** Makes the database `bench_exchanges`; each run then measures on a fresh copy of it. */
export async function seedExchanges(superuserUrl: string): Promise<void> {
  await runSql(superuserUrl, 'CREATE DATABASE bench_exchanges OWNER esoz_owner');
  const url = databaseUrl(superuserUrl, 'bench_exchanges');
  await migrate(url);
  const clinics = `FROM generate_series(0, ${CLINICS - 1}) AS n`;
  const exchanges = `FROM generate_series(1, ${EXCHANGES}) AS n`;
  const secretHash = createHash('sha256').update(SECRET).digest('hex');
  const scopes = `'{${SCOPE.replace(' ', ',')}}'`;
  const clinic = clinicIdSql('n');
  const family = (kind: Kind, redeemedAt: string) =>
    `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash,
                                 code_expires_at, redeemed_at, inserted_at)
     SELECT ${familyIdSql(`n + ${KINDS[kind].shift}`)}, ${clinic}, '${MIS_ID}', ${clinic}, '${SCOPE}', '${SCOPE}', '${REDIRECT_URI}',
            ${hashSql(kind === 'code' ? KINDS.code.secret : 'redeemed-', 'n')}, now() + interval '1 day', ${redeemedAt}, now() ${exchanges}`;
  await runSql(
    url,
    `INSERT INTO legal_entities (id, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by)
     SELECT ${clinic}, 'Clinic ' || n, lpad(n::text, 8, '0'), 'OUTPATIENT', 'ACTIVE', now(), '${MIS_ID}', now(), '${MIS_ID}' ${clinics}`,
    `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     SELECT ${clinic}, 'Clinic ' || n, 'MSP', 'DIRECT', ${scopes}, false, now(), now() ${clinics}
     UNION ALL VALUES ('${MIS_ID}'::uuid, 'MIS', 'MIS', 'DIRECT', ${scopes}::text[], false, now(), now())`,
    `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, secret_hash, inserted_at, updated_at)
     SELECT ${clinic}, ${clinic}, '${MIS_ID}', '{}', NULL::bytea, now(), now() ${clinics}
     UNION ALL VALUES ('${MIS_ID}'::uuid, '${MIS_ID}'::uuid, '${MIS_ID}'::uuid, ARRAY['${REDIRECT_URI}'], '\\x${secretHash}'::bytea, now(), now())`,
    `INSERT INTO users (id, is_blocked, inserted_at, updated_at) SELECT ${clinic}, false, now(), now() ${clinics}`,
    `INSERT INTO user_roles (user_id, role_name, legal_entity_id) SELECT ${clinic}, 'OWNER', ${clinic} ${clinics}`,
    family('code', 'NULL'),
    family('refresh', 'now()'),
    `INSERT INTO refresh_tokens (id, value_hash, family_id, expires_at, inserted_at)
     SELECT ${freshIdSql('dddddddd', 'n')}, ${hashSql(KINDS.refresh.secret, 'n')},
            ${familyIdSql(`n + ${KINDS.refresh.shift}`)}, now() + interval '1 day', now() ${exchanges}`,
    'VACUUM ANALYZE',
  );
}

/** A fresh copy, so that every run begins with the same tables. */
export async function freshExchanges(superuserUrl: string, name: string): Promise<string> {
  await runSql(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await runSql(superuserUrl, `CREATE DATABASE ${name} TEMPLATE bench_exchanges STRATEGY FILE_COPY`);
  await runSql(superuserUrl, 'CHECKPOINT');
  return databaseUrl(superuserUrl, name);
}
