import { exactObject } from '../platform/json/typed-schema.ts';
import { EVENT_ID_PATTERN, EVENT_TYPES } from './event.ts';

/** Data of `GET /api/admin/events`. */
export const eventListSchema = {
  type: 'array',
  items: {
    title: 'RegistryEvent',
    ...exactObject({
      id: { type: 'string', pattern: EVENT_ID_PATTERN },
      type: { type: 'string', enum: EVENT_TYPES },
      occurred_at: { type: 'string', format: 'date-time' },
      resource: { type: 'string', enum: ['license', 'parameter'] },
      resource_id: { type: 'string' },
      payload: { type: 'object' },
    }),
  },
} as const;
