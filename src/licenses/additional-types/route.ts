import { defineRoute } from '../../api/route.ts';
import { exactObject } from '../../platform/json/typed-schema.ts';
import { getAdditionalTypes } from './handler.ts';
import { additionalTypesRules } from './rules.ts';

/** `GET /api/licenses/additional_types`, an extension: what the token's legal entity may have besides its primary licence. */
export const additionalTypesRoute = defineRoute({
  method: 'GET',
  path: '/api/licenses/additional_types',
  spec: '5',
  summary: 'Get additional license types',
  access: { scope: 'license:read', apiKey: 'broker' },
  success: {
    status: 200,
    description: 'The types, in the order of the parameter.',
    data: {
      type: 'array',
      items: {
        title: 'AdditionalLicenseType',
        ...exactObject({
          type: { type: 'string' },
          description: { type: 'string' },
          license_id: { type: ['string', 'null'], format: 'uuid' },
        }),
      },
    },
  },
  rules: additionalTypesRules,
  handle: getAdditionalTypes,
});
