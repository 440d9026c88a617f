import type { ChangingServices } from '../../api/changing.ts';
import { PARAMETER_VALUE_PATTERN } from '../../parameters/change.ts';
import { parameterErrors } from '../../parameters/errors.ts';
import type { ParameterFallbacks } from '../../parameters/parameters.ts';
import type { Rule } from '../../platform/errors/rules.ts';
import { exactObject, typedSchema } from '../../platform/json/typed-schema.ts';

export type ParameterServices = ChangingServices & { parameterFallbacks: ParameterFallbacks };

const properties = {
  name: { type: 'string' },
  value: { type: 'string' },
  source: { enum: ['database', 'environment', 'default'] },
  updated_at: { type: ['string', 'null'], format: 'date-time' },
} as const;

/** A parameter as it is in force. */
export const parameterSchema = { title: 'Parameter', ...exactObject(properties) } as const;

export const changedParameterSchema = {
  title: 'ChangedParameter',
  ...exactObject({
    ...properties,
    unknown_license_types: { type: 'array', items: { type: 'string' } },
  }),
} as const;

export const newValueSchema = typedSchema({
  title: 'SetParameterBody',
  type: 'object',
  additionalProperties: false,
  required: ['value'],
  properties: { value: { type: 'string', maxLength: 10_000, pattern: PARAMETER_VALUE_PATTERN } },
});

/** The check of the methods that change one. */
export const parameterRules: readonly Rule<{ isParameter: boolean }>[] = [
  {
    id: 'parameter_present',
    step: '9',
    sentence:
      'The name decides something: it is listed, or is that of a type of legal entity in the registry.',
    holds: ({ isParameter }) => isParameter,
    refusal: parameterErrors.notFound,
  },
];
