const labels = { type: 'array', items: { type: 'string' } } as const;

/** Data of `GET /api/dictionaries`, for the OpenAPI document. */
export const dictionariesSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'values', 'labels', 'is_active'],
    properties: {
      name: { type: 'string' },
      values: {
        type: 'object',
        description: 'Descriptions by code.',
        additionalProperties: { type: 'string' },
      },
      labels,
      is_active: { type: 'boolean' },
    },
  },
} as const;

/** Data of `GET /api/v2/dictionaries`, for the OpenAPI document. */
export const dictionariesV2Schema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'description', 'values', 'labels', 'is_active'],
    properties: {
      name: { type: 'string' },
      description: { type: 'string' },
      values: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['code', 'description', 'is_active', 'child_values'],
          properties: {
            code: { type: 'string' },
            description: { type: 'string' },
            is_active: { type: 'boolean' },
            child_values: { type: 'array', description: 'Always empty.', items: { type: 'object' } },
          },
        },
      },
      labels,
      is_active: { type: 'boolean' },
    },
  },
} as const;
