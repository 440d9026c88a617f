import { PAGING_PARAMETERS } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { EVENT_ID_PATTERN } from '../event.ts';
import { listEvents } from './handler.ts';

/** `GET /api/admin/events`, an extension: what happened in the registry, to be read from where one has stopped. */
export function listEventsRoute(): Route {
  return {
    method: 'GET',
    path: '/api/admin/events',
    spec: '12',
    summary: 'List events',
    access: { scope: 'events:read', apiKey: 'always' },
    query: { after: { pattern: EVENT_ID_PATTERN }, limit: PAGING_PARAMETERS.page_size },
    handle: listEvents,
  };
}
