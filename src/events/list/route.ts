import { defineRoute } from '../../api/route.ts';
import { eventListSchema } from '../event-schema.ts';
import { listEvents, PARAMETERS } from './handler.ts';

/** `GET /api/admin/events`, an extension: what happened in the registry, to be read from where one has stopped. */
export const listEventsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/events',
  spec: '12',
  summary: 'List events',
  access: { scope: 'events:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  success: { status: 200, description: 'Events, oldest first.', data: eventListSchema },
  handle: listEvents,
});
