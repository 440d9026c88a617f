import { defineRoute } from '../../api/route.ts';
import { getLicensesAcross, PARAMETERS } from './handler.ts';
import { licenseAcrossSchema } from './license-across.ts';

/** `GET /api/admin/licenses`, an extension: active licences of one legal entity, or what expires of all of them. */
export const getLicensesAcrossRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/licenses',
  spec: '5',
  summary: 'Get licenses across legal entities',
  access: { scope: 'license_expiry:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  anyOf: ['expires_before', 'legal_entity_id'],
  success: {
    status: 200,
    description:
      'A page of licences: of one legal entity the primary one first, of all of them the earliest expiry.',
    data: { type: 'array', items: licenseAcrossSchema },
  },
  handle: getLicensesAcross,
});
