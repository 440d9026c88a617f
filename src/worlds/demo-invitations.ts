import { hashSecret } from '../auth/secrets.ts';
import type { Pool } from '../platform/database/pool.ts';
import { findInvitedClinic, findInvitedPortal } from './demo.queries.ts';
import { DEMO_WORLD, readWorldFile } from './world-file.ts';

/** What a newcomer can try with the demo world. Only values that the repository publishes are shown. */
export type DemoInvitations = {
  /** Undefined when the database has no such token. */
  licence: { token: string; legalEntityName: string; licenseType: string } | undefined;
  /** Undefined when the database has not both of them, valid. */
  link: { token: string; apiKey: string; resourceId: string } | undefined;
};

type DemoWorld = {
  legal_entities: { id: string }[];
  tokens: { value: string; client_id: string; scope: string }[];
  api_keys: { value: string; client_id: string }[];
};

const DEMO_LICENSE_TYPE = 'PHARMACY_DRUGS';

export async function findDemoInvitations(pool: Pool, now: Date): Promise<DemoInvitations> {
  const world = (await readWorldFile(DEMO_WORLD)) as DemoWorld;
  return { licence: await inviteClinic(pool, now, world), link: await invitePortal(pool, now, world) };
}

/** The first token whose clinic does not have the demo's licence yet, so that the printed call is answered 201. */
async function inviteClinic(
  pool: Pool,
  now: Date,
  { tokens }: DemoWorld,
): Promise<DemoInvitations['licence']> {
  const values = tokens.map(({ value }) => value);
  const hashes = values.map(hashSecret);
  const [found] = await findInvitedClinic(pool, [values, hashes, DEMO_LICENSE_TYPE, now.toISOString()]);
  return found && { token: found.value, legalEntityName: found.name, licenseType: DEMO_LICENSE_TYPE };
}

/** The portal, which may ask for links to contract files. */
async function invitePortal(pool: Pool, now: Date, world: DemoWorld): Promise<DemoInvitations['link']> {
  const token = world.tokens.find(({ scope }) => scope.split(' ').includes('private_contracts:write'));
  const apiKey = world.api_keys.find(({ client_id }) => client_id === token?.client_id);
  const [legalEntity] = world.legal_entities;
  if (!token || !apiKey || !legalEntity) return undefined;
  const hashes = [hashSecret(token.value), hashSecret(apiKey.value)];
  const [found] = await findInvitedPortal(pool, [...hashes, now.toISOString()]);
  return found && { token: token.value, apiKey: apiKey.value, resourceId: legalEntity.id };
}
