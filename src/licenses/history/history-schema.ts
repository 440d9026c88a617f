const uuid = { type: 'string', format: 'uuid' } as const;

/** Data of `GET /api/admin/licenses/{id}/history`, for the OpenAPI document. */
export const licenseHistorySchema = {
  type: 'array',
  description: 'Oldest first.',
  items: {
    title: 'LicenseChange',
    type: 'object',
    additionalProperties: false,
    required: ['inserted_at', 'actor_id', 'client_id', 'request_id', 'action', 'changes'],
    properties: {
      inserted_at: { type: 'string', format: 'date-time' },
      actor_id: { ...uuid, description: 'The user; the nil uuid stands for commands and world files.' },
      client_id: { type: ['string', 'null'], format: 'uuid' },
      request_id: { type: 'string' },
      action: { type: 'string', description: '`create` or `update`.' },
      changes: {
        type: 'object',
        description: 'By the name of the field; fields that stayed are left out.',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['old', 'new'],
          properties: { old: {}, new: {} },
        },
      },
    },
  },
} as const;
