import type { FromSchema } from 'json-schema-to-ts';
import { exactObject } from '../../platform/json/typed-schema.ts';
import { licenseSchema } from '../license.ts';

/** A licence with whose it is, for who sees those of all legal entities. */
export const licenseAcrossSchema = {
  title: 'LicenseAcross',
  ...exactObject({
    ...licenseSchema.properties,
    legal_entity: exactObject({
      name: { type: 'string' },
      edrpou: { type: 'string' },
      status: { type: 'string' },
    }),
  }),
} as const;

export type LicenseAcross = FromSchema<typeof licenseAcrossSchema>;
