import { hashSecret } from '../auth/secrets.ts';
import type { Pool } from '../platform/database/pool.ts';
import { findInvitedPortal } from './demo.queries.ts';
import { DEMO_WORLD, readWorldFile } from './world-file.ts';

/** Who may ask for links to contract files in the demo world. */
export type DemoLinkInvitation = { token: string; apiKey: string; resourceId: string };

type DemoWorld = {
  legal_entities: { id: string }[];
  tokens: { value: string; client_id: string; scope: string }[];
  api_keys: { value: string; client_id: string }[];
};

/**
 * The portal's token and API key of the demo world, while both are valid; undefined when the database has them not.
 * Only values that the repository publishes are shown.
 */
export async function findDemoLinkInvitation(pool: Pool, now: Date): Promise<DemoLinkInvitation | undefined> {
  const { legal_entities, tokens, api_keys } = (await readWorldFile(DEMO_WORLD)) as DemoWorld;
  const token = tokens.find(({ scope }) => scope.split(' ').includes('private_contracts:write'));
  const apiKey = api_keys.find(({ client_id }) => client_id === token?.client_id);
  const [legalEntity] = legal_entities;
  if (!token || !apiKey || !legalEntity) return undefined;
  const hashes = [hashSecret(token.value), hashSecret(apiKey.value)];
  const [found] = await findInvitedPortal(pool, [...hashes, now.toISOString()]);
  return found && { token: token.value, apiKey: apiKey.value, resourceId: legalEntity.id };
}
