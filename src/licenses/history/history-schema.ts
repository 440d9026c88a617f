import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;

/** Data of `GET /api/admin/licenses/{id}/history`. */
export const licenseHistorySchema = {
  type: 'array',
  description: 'Oldest first.',
  items: {
    title: 'LicenseChange',
    ...exactObject({
      inserted_at: { type: 'string', format: 'date-time' },
      actor_id: { ...uuid, description: 'The user; the nil uuid stands for commands and world files.' },
      client_id: { type: ['string', 'null'], format: 'uuid' },
      request_id: { type: 'string' },
      action: { type: 'string', description: '`create` or `update`.' },
      changes: {
        type: 'object',
        description: 'By the name of the field; fields that stayed are left out.',
        additionalProperties: exactObject({ old: {}, new: {} }),
      },
    }),
  },
} as const;
