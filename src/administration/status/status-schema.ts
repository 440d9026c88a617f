import { exactObject } from '../../platform/json/typed-schema.ts';

const timestamp = { type: 'string', format: 'date-time' } as const;
const count = { type: 'integer' } as const;

/** Data of `GET /api/admin/status`. */
export const statusSchema = {
  title: 'Status',
  ...exactObject({
    version: { type: 'string' },
    environment: { type: 'string' },
    instance: { type: 'string', format: 'uuid' },
    started_at: timestamp,
    time: timestamp,
    time_zone: { type: 'string' },
    today: { type: 'string', format: 'date' },
    ready: { type: 'array', items: exactObject({ name: { type: 'string' }, ok: { type: 'boolean' } }) },
    migrations: {
      ...exactObject({ applied: count, latest: { type: 'string' } }),
      type: ['object', 'null'],
    },
    database: exactObject({ pool_in_use: count, pool_size: count, pool_waiting: count }),
    counters: exactObject({
      requests: count,
      refused: count,
      failed: count,
      duration_seconds_sum: { type: 'number' },
      links: count,
      licenses_created: count,
    }),
  }),
} as const;
