import { EVENT_ID_PATTERN, EVENT_TYPES } from '../../events/event.ts';
import {
  endpointExists,
  type ListedEndpoint,
  listEndpoints,
} from '../../events/webhooks/endpoints.queries.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { exactObject } from '../../platform/json/typed-schema.ts';
import { isUuid } from '../../platform/json/validator.ts';

const timestamp = { type: ['string', 'null'], format: 'date-time' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const eventTypes = { type: 'array', items: { enum: EVENT_TYPES } } as const;
export const webhookSecret = { type: 'string' } as const;
export const previousSecretUntil = timestamp;

/** An endpoint and how it fares. */
export const webhookSchema = {
  title: 'Webhook',
  ...exactObject({
    id,
    url: { type: 'string' },
    event_types: eventTypes,
    is_active: { type: 'boolean' },
    allow_private: { type: 'boolean' },
    failures: { type: 'integer' },
    next_attempt_at: timestamp,
    last_error: { type: ['string', 'null'] },
    previous_secret_until: previousSecretUntil,
    dead_letters: { type: 'integer' },
    after: { type: 'string', pattern: EVENT_ID_PATTERN },
  }),
} as const;

export const newWebhookSchema = {
  title: 'NewWebhook',
  ...exactObject({ id, event_types: eventTypes, secret: webhookSecret }),
} as const;

/** As many as operators have made: they are read whole. */
export async function viewEndpoints(db: Database, clock: Clock): Promise<ListedEndpoint[]> {
  const endpoints = await listEndpoints(db, [clock.now().toISOString()]);
  return endpoints.map((endpoint) => ({ ...endpoint, url: endpoint.url.split('?')[0] as string }));
}

/** Of an id in a path, which may be anything. */
export async function isEndpoint(db: Database, text: string): Promise<boolean> {
  const [row] = isUuid(text) ? await endpointExists(db, [text]) : [];
  return row?.exists === true;
}
