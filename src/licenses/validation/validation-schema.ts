import { exactObject } from '../../platform/json/typed-schema.ts';

const check = exactObject({
  step: { type: 'string' },
  rule: { type: 'string' },
  description: { type: 'string' },
  state: { enum: ['held', 'broken', 'not_reached'] },
});
const allowed = {
  type: 'array',
  items: { type: 'string' },
  description: 'Of the broken check: the values that would hold, where there is a list of them.',
} as const;
const error = {
  type: 'object',
  description: 'Of the broken check: `error` as the refusal would have it.',
} as const;

/** Data of `POST /api/licenses/validation`. */
export const validationSchema = {
  title: 'LicenseValidation',
  ...exactObject({
    valid: { type: 'boolean', description: 'Whether create would answer 201 now.' },
    checks: {
      type: 'array',
      description: 'Every check of create, in its order.',
      items: { ...check, properties: { ...check.properties, allowed, error } },
    },
  }),
} as const;
