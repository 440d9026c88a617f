import { findCredentials } from '../../src/auth/credentials.queries.ts';
import { findFacts, insertLicense } from '../../src/licenses/create/create.queries.ts';
import { filled, type PgbenchRun, runPgbench } from '../pgbench.ts';
import { CLINICS, clinicIdSql, tokenHashSql } from './world.ts';

/** The three statements of a request; pgbench's variable is the clinic. */
function statements(): string[] {
  const clinic = ':n';
  const id = clinicIdSql(clinic);
  const today = `'2026-11-22'::date`;
  const now = `'2026-11-22T10:00:00.000Z'::timestamptz`;
  const user = `'00000000-0000-4000-8000-00000000beef'::uuid`;
  return [
    filled(findCredentials.text, [`ARRAY[${tokenHashSql(clinic)}]`, 'ARRAY[NULL]', `ARRAY[${now}]`]),
    filled(findFacts.text, [`ARRAY[${id}]`, `ARRAY['PHARMACY_DRUGS']`, `ARRAY[${today}]`]),
    filled(insertLicense.text, [
      `('ffffffff' || lpad(to_hex(${clinic}::int), 24, '0'))::uuid`,
      id,
      `'PHARMACY_DRUGS'`,
      now,
      user,
      `'bench'`,
      today,
      `'АВ 123456'`,
      `'Держлікслужба'`,
      `'2024-02-28'::date`,
      'NULL::date',
      `'2024-02-28'::date`,
      'NULL',
      'NULL',
    ]),
  ];
}

export const pgbench = (run: PgbenchRun) => runPgbench(statements(), run, CLINICS);
