import { randomUUIDv7 } from 'node:crypto';
import { type Change, stampValues } from '../../audit/stamp.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import type { Client, ClientChange, NewClient } from './client.ts';
import { insertClient, setClientBlocked, updateClient } from './clients.queries.ts';
import { blockClientRules, clientRules, createClientRules } from './rules.ts';

/** @throws ApiError 409 when the id is taken */
export async function createClient(
  { db, stamp, observeRefusal }: Change,
  { id = randomUUIDv7(), name, type, access_type = 'DIRECT', scopes, is_public = false }: NewClient,
): Promise<Client> {
  const values = [...stampValues(stamp), id, name, type, access_type, scopes, is_public];
  const [client] = await insertClient(db, values);
  enforceRules(createClientRules, { isNew: client !== undefined }, observeRefusal);
  return client as Client;
}

/** Tokens that were issued keep the scopes they have. @throws ApiError 404 */
export async function changeClient(
  { db, stamp, observeRefusal }: Change,
  id: string | null,
  { name, access_type, scopes }: ClientChange,
): Promise<Client> {
  const values = [id, name ?? null, access_type ?? null, scopes ?? null];
  const [client] = await updateClient(db, [...stampValues(stamp), ...values]);
  enforceRules(clientRules, { client }, observeRefusal);
  return client as Client;
}

/** Nobody calls or signs in through a blocked client. @throws ApiError 404, or 409 for the client of the caller */
export async function blockClient(
  { db, stamp, observeRefusal }: Change,
  { id, isBlocked, reason }: { id: string | null; isBlocked: boolean; reason: string },
): Promise<Client> {
  const [client] = await setClientBlocked(db, [...stampValues(stamp), id, isBlocked, reason]);
  enforceRules(
    blockClientRules,
    { client, isOwn: isBlocked && client?.id === stamp.clientId },
    observeRefusal,
  );
  return client as Client;
}
