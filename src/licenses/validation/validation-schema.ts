/** Data of `POST /api/licenses/validation`, for the OpenAPI document. */
export const validationSchema = {
  title: 'LicenseValidation',
  type: 'object',
  additionalProperties: false,
  required: ['valid', 'checks'],
  properties: {
    valid: { type: 'boolean', description: 'Whether create would answer 201 now.' },
    checks: {
      type: 'array',
      description: 'Every check of create, in its order.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['step', 'rule', 'description', 'state'],
        properties: {
          step: { type: 'string' },
          rule: { type: 'string' },
          description: { type: 'string' },
          state: { enum: ['held', 'broken', 'not_reached'] },
          error: {
            type: 'object',
            description: 'Of the broken check: `error` as the refusal would have it.',
          },
        },
      },
    },
  },
} as const;
