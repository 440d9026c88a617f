import { exactObject } from '../platform/json/typed-schema.ts';
import { EVENT_ID_PATTERN, EVENT_TYPES } from './event.ts';

/** Data of `GET /api/admin/events`. */
export const eventListSchema = {
  type: 'array',
  description: 'In the order of events; nothing ever appears before one that has been given out.',
  items: {
    title: 'RegistryEvent',
    ...exactObject({
      id: {
        type: 'string',
        pattern: EVENT_ID_PATTERN,
        description: 'Unique; the value of `after` for what follows.',
      },
      type: { type: 'string', enum: EVENT_TYPES },
      occurred_at: { type: 'string', format: 'date-time' },
      resource: { type: 'string', enum: ['license', 'parameter'] },
      resource_id: { type: 'string', description: 'Id of the licence, name of the parameter.' },
      payload: {
        type: 'object',
        description:
          '`license.created`, `.expiring`, `.expired`: the licence as it was then; `license.updated`: `changes`, each field with `old` and `new`; `parameter.changed`: `name`, `old`, `new`.',
      },
    }),
  },
} as const;
