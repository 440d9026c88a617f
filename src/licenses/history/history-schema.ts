import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;

/** Data of both histories. */
export const licenseHistorySchema = {
  type: 'array',
  items: {
    title: 'LicenseChange',
    ...exactObject({
      inserted_at: { type: 'string', format: 'date-time' },
      actor_id: uuid,
      actor_email: { type: ['string', 'null'] },
      client_id: { type: ['string', 'null'], format: 'uuid' },
      request_id: { type: 'string' },
      action: { type: 'string' },
      changes: {
        type: 'object',
        additionalProperties: exactObject({ old: {}, new: {} }),
      },
    }),
  },
} as const;
