import { randomUUIDv7 } from 'node:crypto';
import { type Stamp, stampValues } from '../../audit/stamp.ts';
import type { Database } from '../../platform/database/pool.ts';
import { type Cursor, EVENT_TYPES } from '../event.ts';
import { findEventHorizon } from '../events.queries.ts';
import {
  deleteEndpoint,
  insertEndpoint,
  replaceSecret,
  requestRetry,
  updateEndpoint,
} from './endpoints.queries.ts';
import { addressRule, requireAllowedHost } from './guarded-lookup.ts';
import { createWebhookSecret } from './signature.ts';

/** An endpoint cannot be what was asked for; the message says why. */
export class WebhookError extends Error {}

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
  stamp: Stamp,
  { url, eventTypes, allowPrivate, after }: NewEndpoint,
  policy: EndpointPolicy,
): Promise<{ id: string; secret: string; eventTypes: string[] }> {
  await requireUrl(url, allowPrivate || policy.allowPrivate);
  const types = eventTypesOf(eventTypes);
  const [horizon] = after ? [] : await findEventHorizon(db, []);
  const { transaction, id: afterId } = after ?? { transaction: horizon?.horizon as string, id: '0' };
  const id = randomUUIDv7();
  const secret = createWebhookSecret();
  await insertEndpoint(db, [
    ...stampValues(stamp),
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

/** In the order of all of them. @throws WebhookError for an unknown one */
function eventTypesOf(wanted: readonly string[]): string[] {
  const unknown = wanted.filter((type) => !(EVENT_TYPES as readonly string[]).includes(type));
  if (unknown.length > 0)
    throw new WebhookError(`there is no event ${unknown.join(', ')}; there are ${EVENT_TYPES.join(', ')}`);
  return EVENT_TYPES.filter((type) => wanted.length === 0 || wanted.includes(type));
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
    throw new WebhookError('nothing is sent to the address in this URL', { cause });
  }
}

/** @returns whether it was there */
export async function removeEndpoint(db: Database, stamp: Stamp, id: string): Promise<boolean> {
  return (await deleteEndpoint(db, [...stampValues(stamp), id])).length > 0;
}

export type EndpointChange = {
  /** Empty: all of them. */
  eventTypes?: readonly string[] | undefined;
  /** false: nothing is sent for now; true: it goes on where it stopped. */
  isActive?: boolean | undefined;
};

/** Changes what is said, and nothing else. @returns whether it is there. @throws WebhookError for an unknown event */
export async function changeEndpoint(
  db: Database,
  stamp: Stamp,
  id: string,
  { eventTypes, isActive }: EndpointChange,
): Promise<boolean> {
  const types = eventTypes && eventTypesOf(eventTypes);
  return (await updateEndpoint(db, [...stampValues(stamp), id, types ?? null, isActive ?? null])).length > 0;
}

/** Pauses an endpoint, or lets it go on where it stopped. @returns whether it is there */
export const setActive = (db: Database, stamp: Stamp, id: string, isActive: boolean): Promise<boolean> =>
  changeEndpoint(db, stamp, id, { isActive });

/**
 * Gives an endpoint a new secret. Until the old one's time is over deliveries carry a signature by each.
 * @param oldSecondsLeft how long the old one stays good; 0 when it has become known to others
 * @returns the new secret, which is shown this once; undefined when the endpoint is not there
 */
export async function rotateSecret(
  db: Database,
  stamp: Stamp,
  id: string,
  oldSecondsLeft: number,
): Promise<{ secret: string; previousSecretUntil: string | null } | undefined> {
  const secret = createWebhookSecret();
  const previousSecretUntil =
    oldSecondsLeft === 0 ? null : new Date(stamp.now.getTime() + oldSecondsLeft * 1000).toISOString();
  const [found] = await replaceSecret(db, [...stampValues(stamp), id, secret, previousSecretUntil]);
  return found && { secret, previousSecretUntil };
}

/** Asks for one more attempt. @returns ids of the dead letters that will get it within seconds */
export async function retryDeadLetters(
  db: Database,
  stamp: Stamp,
  which: { letterId?: string | undefined; endpointId?: string | undefined },
): Promise<string[]> {
  const { letterId = null, endpointId = null } = which;
  const rows = await requestRetry(db, [...stampValues(stamp), letterId, endpointId]);
  return rows.map(({ id }) => id);
}
