import { hashSecret } from '../auth/secrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { findDemoTokens, findInvitedClinic, findInvitedPortal } from './demo.queries.ts';
import { inviteToSignIn } from './mis.ts';
import { type DemoPerson, findDemoPeople } from './people.ts';
import { openSpareClinic } from './spare-clinic.ts';
import { DEMO_PORTAL, DEMO_TOKENS, type DemoToken } from './tokens.ts';

/** What a newcomer can try with the demo world. */
export type DemoInvitations = {
  /** Those of the published tokens that the database has; what they are good for is theirs to say. */
  tokens: DemoToken[];
  /** Who can sign in with a published password. */
  people: DemoPerson[];
  /** Where a browser begins a sign-in at the demo's МІС. Undefined when nobody could sign in, or the МІС is gone. */
  signIn: string | undefined;
  /** A call that is answered 201. Undefined when the database has no demo world. */
  licence: { token: string; legalEntityName: string; licenseType: string } | undefined;
  /** Undefined when the database has not both of them, valid. */
  link: { token: string; apiKey: string; resourceId: string } | undefined;
};

const DEMO_LICENSE_TYPE = 'PHARMACY_DRUGS';
const FIRST_CLINIC = '11111111-1111-4111-8111-000000000001';

/** @param origin scheme, host and port of the product */
export async function findDemoInvitations(
  pool: Pool,
  clock: Clock,
  origin: string,
): Promise<DemoInvitations> {
  const values = DEMO_TOKENS.map(({ token }) => token);
  const hashes = values.map(hashSecret);
  const present = new Set((await findDemoTokens(pool, [values, hashes])).map(({ value }) => value));
  const tokens = DEMO_TOKENS.filter(({ token }) => present.has(token));
  const people = await findDemoPeople(pool);
  const signIn = people.length === 0 ? undefined : await inviteToSignIn(pool, clock, origin);
  if (tokens.length === 0) return { tokens, people, signIn, licence: undefined, link: undefined };
  const licence = await inviteClinic(pool, clock, values);
  return { tokens, people, signIn, licence, link: await invitePortal(pool, clock) };
}

/** The first token whose clinic does not have the demo's licence yet; when all have, that of a clinic made for it. */
async function inviteClinic(pool: Pool, clock: Clock, values: string[]): Promise<DemoInvitations['licence']> {
  const moment = [clock.now().toISOString(), clock.today()];
  const [found] = await findInvitedClinic(pool, [
    values,
    values.map(hashSecret),
    DEMO_LICENSE_TYPE,
    ...moment,
  ]);
  const { value, name } = found ?? (await openSpareClinic(pool, clock, DEMO_LICENSE_TYPE));
  return { token: value, legalEntityName: name, licenseType: DEMO_LICENSE_TYPE };
}

/** The portal, which may ask for links to contract files. */
async function invitePortal(pool: Pool, clock: Clock): Promise<DemoInvitations['link']> {
  const { token, apiKey } = DEMO_PORTAL;
  const hashes = [hashSecret(token), hashSecret(apiKey)];
  const [found] = await findInvitedPortal(pool, [...hashes, clock.now().toISOString()]);
  return found && { token, apiKey, resourceId: FIRST_CLINIC };
}
