import { changesOf } from '../licenses/history/changes.ts';
import { LICENSE_KEYS } from '../licenses/license.ts';
import type { EventRow } from './events.queries.ts';

/** Everything that is told, see docs/reference/events.md. */
export const EVENT_TYPES = [
  'license.created',
  'license.updated',
  'license.expiring',
  'license.expired',
  'parameter.changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event as the API shows it and as webhooks carry it. */
export type RegistryEvent = {
  /** Unique; also the place in the order of events, as `after` takes it. */
  id: string;
  type: EventType;
  occurred_at: string;
  resource: string;
  resource_id: string;
  payload: Record<string, unknown>;
};

/** A place in the order of events, as bigints in decimal: the number of the transaction, and within it of the row. */
export type Cursor = { transaction: string; id: string };

/** Eighteen digits always fit a bigint of PostgreSQL. */
export const EVENT_ID_PATTERN = '^evt_(0|[1-9][0-9]{0,17})_(0|[1-9][0-9]{0,17})$';
export const BEFORE_ALL_EVENTS: Cursor = { transaction: '0', id: '0' };

export const eventId = ({ transaction, id }: Cursor) => `evt_${transaction}_${id}`;

/** @returns undefined for what never was the id of an event */
export function parseEventId(text: string): Cursor | undefined {
  const match = new RegExp(EVENT_ID_PATTERN).exec(text);
  return match ? { transaction: match[1] as string, id: match[2] as string } : undefined;
}

export const cursorOf = (row: EventRow): Cursor => ({ transaction: row.transaction_number, id: row.id });

export function eventTypeOf({ resource, action }: EventRow): EventType {
  if (resource === 'parameter') return 'parameter.changed';
  return LICENSE_EVENTS[action] as EventType;
}

const LICENSE_EVENTS: Readonly<Record<string, EventType>> = {
  create: 'license.created',
  update: 'license.updated',
  expiring: 'license.expiring',
  expired: 'license.expired',
};

/** The event that a row is; the same bytes whenever it is made again. */
export function toEvent(row: EventRow): RegistryEvent {
  return {
    id: eventId(cursorOf(row)),
    type: eventTypeOf(row),
    occurred_at: row.occurred_at,
    resource: row.resource,
    resource_id: row.resource_id,
    payload: payloadOf(row),
  };
}

function payloadOf(row: EventRow): Record<string, unknown> {
  const { content } = row;
  if (row.resource === 'parameter')
    return { name: row.resource_id, old: content.old ?? null, new: content.new ?? null };
  if (row.action === 'update')
    return { changes: changesOf(content as unknown as Parameters<typeof changesOf>[0]) };
  return licenseOf((row.action === 'create' ? (content.new ?? {}) : content) as Record<string, unknown>);
}

const TIMESTAMPS = new Set(['inserted_at', 'updated_at']);

/** jsonb has an order of keys and a notation of timestamps of its own: back to the licence of SPEC 4.3. */
function licenseOf(stored: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    LICENSE_KEYS.map((key) => {
      const value = stored[key] ?? null;
      return [key, TIMESTAMPS.has(key) ? inUtc(value) : value];
    }),
  );
}

/** Rows that a person wrote into the audit log must not stop the events after them: what is no timestamp stays as it is. */
function inUtc(value: unknown): unknown {
  const time = typeof value === 'string' ? new Date(value) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? value : time.toISOString();
}
