import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '../../platform/database/pool.ts';
import { type Cursor, EVENT_TYPES } from '../event.ts';
import { findEventHorizon } from '../events.queries.ts';
import {
  deleteEndpoint,
  insertEndpoint,
  replaceSecret,
  requestRetry,
  setEndpointActive,
} from './endpoints.queries.ts';
import { addressRule, requireAllowedHost } from './guarded-lookup.ts';
import { createWebhookSecret } from './signature.ts';

/** An endpoint cannot be what was asked for; the message says why. */
export class WebhookError extends Error {}

/** When and by which command: the first values of every statement that changes something. */
export type WebhookStamp = { now: Date; requestId: string };
const valuesOf = ({ now, requestId }: WebhookStamp) => [now.toISOString(), requestId];

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
  stamp: WebhookStamp,
  { url, eventTypes, allowPrivate, after }: NewEndpoint,
  policy: EndpointPolicy,
): Promise<{ id: string; secret: string; eventTypes: string[] }> {
  await requireUrl(url, allowPrivate || policy.allowPrivate);
  const unknown = eventTypes.filter((type) => !(EVENT_TYPES as readonly string[]).includes(type));
  if (unknown.length > 0)
    throw new WebhookError(`there is no event ${unknown.join(', ')}; there are ${EVENT_TYPES.join(', ')}`);
  const types = EVENT_TYPES.filter((type) => eventTypes.length === 0 || eventTypes.includes(type));
  const [horizon] = after ? [] : await findEventHorizon(db, []);
  const { transaction, id: afterId } = after ?? { transaction: horizon?.horizon as string, id: '0' };
  const id = randomUUIDv7();
  const secret = createWebhookSecret();
  await insertEndpoint(db, [...valuesOf(stamp), id, url, secret, types, allowPrivate, transaction, afterId]);
  return { id, secret, eventTypes: types };
}

async function requireUrl(text: string, allowPrivate: boolean): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && !(allowPrivate && url?.protocol === 'http:'))
    throw new WebhookError('the URL must begin with https://');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw new WebhookError('the URL must have neither a user nor a fragment: the signature is the proof');
  if (url.port === '0') throw new WebhookError('nobody can listen on the port of this URL');
  try {
    await requireAllowedHost(url, addressRule(url.protocol, allowPrivate));
  } catch (cause) {
    throw new WebhookError('nothing is sent to the address in this URL: see --allow-private', { cause });
  }
}

/** @returns whether it was there */
export async function removeEndpoint(db: Database, stamp: WebhookStamp, id: string): Promise<boolean> {
  return (await deleteEndpoint(db, [...valuesOf(stamp), id])).length > 0;
}

/** Pauses an endpoint, or lets it go on where it stopped. @returns whether it is there */
export async function setActive(
  db: Database,
  stamp: WebhookStamp,
  id: string,
  isActive: boolean,
): Promise<boolean> {
  return (await setEndpointActive(db, [...valuesOf(stamp), id, isActive])).length > 0;
}

/**
 * Gives an endpoint a new secret. Until the old one's time is over deliveries carry a signature by each.
 * @param oldSecondsLeft how long the old one stays good; 0 when it has become known to others
 * @returns the new secret, which is shown this once; undefined when the endpoint is not there
 */
export async function rotateSecret(
  db: Database,
  stamp: WebhookStamp,
  id: string,
  oldSecondsLeft: number,
): Promise<{ secret: string; previousSecretUntil: string | null } | undefined> {
  const secret = createWebhookSecret();
  const previousSecretUntil =
    oldSecondsLeft === 0 ? null : new Date(stamp.now.getTime() + oldSecondsLeft * 1000).toISOString();
  const [found] = await replaceSecret(db, [...valuesOf(stamp), id, secret, previousSecretUntil]);
  return found && { secret, previousSecretUntil };
}

/** Asks for one more attempt. @returns ids of the dead letters that will get it within seconds */
export async function retryDeadLetters(
  db: Database,
  stamp: WebhookStamp,
  which: { letterId: string } | { endpointId: string },
): Promise<string[]> {
  const [letterId, endpointId] = 'letterId' in which ? [which.letterId, null] : [null, which.endpointId];
  const rows = await requestRetry(db, [...valuesOf(stamp), letterId, endpointId]);
  return rows.map(({ id }) => id);
}
