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
} as const;
const error = {
  type: 'object',
} as const;

/** Data of `POST /api/licenses/validation`. */
export const validationSchema = {
  title: 'LicenseValidation',
  ...exactObject({
    valid: { type: 'boolean' },
    checks: {
      type: 'array',
      items: { ...check, properties: { ...check.properties, allowed, error } },
    },
  }),
} as const;
