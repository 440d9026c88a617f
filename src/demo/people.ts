import { verifyPassword } from '../people/passwords.ts';
import type { Database } from '../platform/database/pool.ts';
import { findDemoPasswords } from './demo.queries.ts';

/** Somebody of `worlds/demo.json` who can sign in, and as what. */
export type DemoPerson = { email: string; password: string; who: string };

const PASSWORD = 'demo-password';

/** All of them, for the start and the tutorial; a test holds each to its word. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: 'owner@clinic.example', password: PASSWORD, who: 'owner of two clinics: their licences' },
  { email: 'contracts@nszu.example', password: PASSWORD, who: 'officer of НСЗУ: contract files' },
  { email: 'registry@nszu.example', password: PASSWORD, who: 'officer of НСЗУ: watches over licences' },
  {
    email: 'operator@nszu.example',
    password: PASSWORD,
    who: 'operator: people, clients, keys, parameters, audit',
  },
  { email: 'developer@mis.example', password: PASSWORD, who: 'developer of a МІС: reads one clinic' },
];

/** Those who could sign in now with the published password. */
export async function findDemoPeople(db: Database): Promise<DemoPerson[]> {
  const stored = await findDemoPasswords(db, [DEMO_PEOPLE.map(({ email }) => email)]);
  const able = await Promise.all(
    DEMO_PEOPLE.map(async ({ email, password }) => {
      const hash = stored.find((row) => row.email === email)?.password_hash;
      return hash !== undefined && (await verifyPassword(password, hash));
    }),
  );
  return DEMO_PEOPLE.filter((_, index) => able[index]);
}
