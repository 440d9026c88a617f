import { randomUUIDv7 } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { isUuid } from '../platform/json/validator.ts';
import type { Turns } from '../platform/turns.ts';
import { addConsent, findConsent, findConsents, makeConnection, removeConsent } from './consents.queries.ts';
import type { Context } from './contexts.ts';
import type { AuthorizationRequest } from './request.ts';

export type ConsentServices = { db: Database; clock: Clock; writes: Turns };

/** Whether the person has agreed to all of the context's scopes before. */
export async function isConsented(
  db: Database,
  { connectionId, scopes }: Context,
  userId: string,
): Promise<boolean> {
  if (connectionId === null) return false;
  const [consent] = await findConsent(db, [userId, connectionId, scopes]);
  return consent?.covers === true;
}

/**
 * Remembers that the person agrees to the context's scopes, besides what was agreed to before; makes the connection of
 * legal entity and MIS where it is the first time.
 * @returns the context with its connection, for `issueCode`
 */
export async function giveConsent(
  { db, clock, writes }: ConsentServices,
  given: { request: AuthorizationRequest; context: Context; userId: string; requestId: string },
): Promise<Context> {
  const { request, context, userId, requestId } = given;
  const stamp = [clock.now().toISOString(), userId, requestId];
  return writes(context.clientId, async () => {
    const connectionId =
      context.connectionId ?? (await connectionOf(db, stamp, context.clientId, request.clientId));
    await addConsent(db, [...stamp, connectionId, context.scopes]);
    return { ...context, connectionId };
  });
}

async function connectionOf(db: Database, stamp: string[], clientId: string, misId: string): Promise<string> {
  const values = [...stamp, randomUUIDv7(), clientId, misId];
  // Whoever makes it at the same moment has committed by the time that the first statement ends, and the second sees it.
  const [row = (await makeConnection(db, values))[0]] = await makeConnection(db, values);
  if (row === undefined) throw new Error('a connection was neither made nor found');
  return row.id;
}

/**
 * Takes a consent back: the connection's tokens in this person's name are refused from the next request on.
 * @returns false where there was nothing to take back
 */
export async function withdrawConsent(
  { db, clock, writes }: ConsentServices,
  { userId, connectionId, requestId }: { userId: string; connectionId: string; requestId: string },
): Promise<boolean> {
  if (!isUuid(connectionId)) return false;
  const values = [clock.now().toISOString(), userId, requestId, connectionId];
  const withdrawn = await writes(connectionId, () => removeConsent(db, values));
  return withdrawn.length > 0;
}

export type Consent = {
  connectionId: string;
  /** Who may act: the MIS, or the legal entity itself. */
  consumerName: string;
  /** Where. */
  name: string;
  edrpou: string | null;
  scopes: string[];
  givenAt: string;
};

/** What a person has agreed to, the newest first. */
export async function listConsents(db: Database, userId: string): Promise<Consent[]> {
  const rows = await findConsents(db, [userId]);
  return rows.map((row) => ({
    connectionId: row.connection_id,
    consumerName: row.consumer_name,
    name: row.client_name,
    edrpou: row.edrpou,
    scopes: row.scopes,
    givenAt: row.updated_at,
  }));
}
