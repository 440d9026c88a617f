import type { ListedDeadLetter, ListedEndpoint } from '../events/webhooks/endpoints.queries.ts';
import { type Column, toTheSecond } from './table.ts';

const toTheSecondIf = (timestamp: string | null) => (timestamp === null ? '' : toTheSecond(timestamp));

/** `webhook list`. Without the query of a URL: receivers keep secrets there. */
export const ENDPOINT_COLUMNS: readonly Column<ListedEndpoint>[] = [
  { title: 'id', of: ({ id }) => id },
  { title: 'state', of: stateOf },
  {
    title: 'next attempt',
    of: ({ is_active, next_attempt_at }) => toTheSecondIf(is_active ? next_attempt_at : null),
  },
  { title: 'done up to', of: ({ after }) => after },
  { title: 'dead letters', of: ({ dead_letters }) => String(dead_letters) },
  { title: 'url', of: ({ url }) => url.split('?')[0] as string },
  { title: 'last failure', of: ({ failures, last_error }) => (failures === 0 ? '' : (last_error ?? '')) },
];

function stateOf({ is_active, failures }: ListedEndpoint): string {
  const faring = failures === 0 ? 'fine' : `${failures} ${failures === 1 ? 'failure' : 'failures'}`;
  if (is_active) return faring;
  return failures === 0 ? 'paused' : `paused, ${faring}`;
}

/** `webhook dead-letters`. */
export const DEAD_LETTER_COLUMNS: readonly Column<ListedDeadLetter>[] = [
  { title: 'id', of: ({ id }) => id },
  { title: 'given up', of: ({ failed_at }) => toTheSecond(failed_at) },
  { title: 'type', of: ({ event_type }) => event_type },
  { title: 'event', of: ({ event_id }) => event_id },
  { title: 'endpoint', of: ({ endpoint_id }) => endpoint_id },
  { title: 'attempts', of: ({ attempts }) => String(attempts) },
  { title: 'last failure', of: ({ last_error }) => last_error },
];
