import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '../../platform/database/pool.ts';
import { type Cursor, EVENT_TYPES, eventId } from '../event.ts';
import { findEventHorizon } from '../events.queries.ts';
import {
  type DeadLetter,
  deleteEndpoint,
  insertEndpoint,
  type ListedEndpoint,
  listDeadLetters,
  listEndpoints,
  replaceSecret,
  requestRetry,
  setEndpointActive,
} from './endpoints.queries.ts';
import { addressRule, requireAllowedLiteral } from './guarded-lookup.ts';
import { createWebhookSecret } from './signature.ts';

/** An endpoint cannot be what was asked for; the message says why. */
export class WebhookError extends Error {}

export type WebhookStamp = { now: Date; requestId: string };
export type NewEndpoint = {
  url: string;
  /** Empty: all of them. */
  eventTypes: readonly string[];
  allowPrivate: boolean;
  /** Where to begin; undefined: with what is committed from now on. */
  after: Cursor | undefined;
};
/** What a process permits every endpoint, besides the endpoint's own permission. */
export type EndpointPolicy = { allowPrivate: boolean };

/**
 * Adds an endpoint with a secret of its own, which is shown this once.
 * @throws WebhookError for a URL that nothing would ever be sent to, or an unknown type of event
 */
export async function addEndpoint(
  db: Database,
  { now, requestId }: WebhookStamp,
  { url, eventTypes, allowPrivate, after }: NewEndpoint,
  policy: EndpointPolicy,
): Promise<{ id: string; secret: string; eventTypes: string[] }> {
  requireUrl(url, allowPrivate || policy.allowPrivate);
  const unknown = eventTypes.filter((type) => !(EVENT_TYPES as readonly string[]).includes(type));
  if (unknown.length > 0)
    throw new WebhookError(`there is no event ${unknown.join(', ')}; there are ${EVENT_TYPES.join(', ')}`);
  const types = EVENT_TYPES.filter((type) => eventTypes.length === 0 || eventTypes.includes(type));
  const [horizon] = after ? [] : await findEventHorizon(db, []);
  const { transaction, id: afterId } = after ?? { transaction: horizon?.horizon as string, id: '0' };
  const id = randomUUIDv7();
  const secret = createWebhookSecret();
  await insertEndpoint(db, [
    now.toISOString(),
    requestId,
    id,
    url,
    secret,
    types,
    allowPrivate,
    transaction,
    afterId,
  ]);
  return { id, secret, eventTypes: types };
}

function requireUrl(text: string, allowPrivate: boolean): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && !(allowPrivate && url?.protocol === 'http:'))
    throw new WebhookError('the URL must begin with https://');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw new WebhookError('the URL must have neither a user nor a fragment: the signature is the proof');
  try {
    requireAllowedLiteral(url, addressRule(url.protocol, allowPrivate));
  } catch (cause) {
    throw new WebhookError('nothing is sent to the address in this URL: see --allow-private', { cause });
  }
}

/** @returns whether it was there */
export async function removeEndpoint(
  db: Database,
  { now, requestId }: WebhookStamp,
  id: string,
): Promise<boolean> {
  return (await deleteEndpoint(db, [now.toISOString(), requestId, id])).length > 0;
}

/** Pauses an endpoint, or lets it go on where it stopped. @returns whether it is there */
export async function setActive(
  db: Database,
  { now, requestId }: WebhookStamp,
  id: string,
  isActive: boolean,
): Promise<boolean> {
  return (await setEndpointActive(db, [now.toISOString(), requestId, id, isActive])).length > 0;
}

/**
 * Gives an endpoint a new secret. Until the old one's time is over deliveries carry a signature by each.
 * @param oldSecondsLeft how long the old one stays good; 0 when it has become known to others
 * @returns the new secret, which is shown this once; undefined when the endpoint is not there
 */
export async function rotateSecret(
  db: Database,
  { now, requestId }: WebhookStamp,
  id: string,
  oldSecondsLeft: number,
): Promise<{ secret: string; previousSecretUntil: string | null } | undefined> {
  const secret = createWebhookSecret();
  const previousSecretUntil =
    oldSecondsLeft === 0 ? null : new Date(now.getTime() + oldSecondsLeft * 1000).toISOString();
  const [found] = await replaceSecret(db, [now.toISOString(), requestId, id, secret, previousSecretUntil]);
  return found && { secret, previousSecretUntil };
}

export type EndpointView = Omit<ListedEndpoint, 'cursor_transaction' | 'cursor_id'> & {
  /** Everything up to this event is done with. */
  after: string;
};

/** Every endpoint and how it fares, without secrets. */
export async function viewEndpoints(db: Database, now: Date): Promise<EndpointView[]> {
  const rows = await listEndpoints(db, [now.toISOString()]);
  return rows.map(({ cursor_transaction, cursor_id, ...row }) => ({
    ...row,
    after: eventId({ transaction: cursor_transaction, id: cursor_id }),
  }));
}

export type DeadLetterView = Omit<DeadLetter, 'event_transaction'>;

/** Events that were given up, the oldest first. @param endpointId null: of all endpoints */
export async function viewDeadLetters(
  db: Database,
  endpointId: string | null,
  limit: number,
): Promise<DeadLetterView[]> {
  const rows = await listDeadLetters(db, [endpointId, limit]);
  return rows.map(({ event_transaction, event_id, ...row }) => ({
    ...row,
    event_id: eventId({ transaction: event_transaction, id: event_id }),
  }));
}

/** Asks for one more attempt. @returns ids of the dead letters that will get it within seconds */
export async function retryDeadLetters(
  db: Database,
  { now, requestId }: WebhookStamp,
  which: { letterId: string } | { endpointId: string },
): Promise<string[]> {
  const [letterId, endpointId] = 'letterId' in which ? [which.letterId, null] : [null, which.endpointId];
  const rows = await requestRetry(db, [now.toISOString(), requestId, letterId, endpointId]);
  return rows.map(({ id }) => id);
}
