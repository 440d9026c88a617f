import { defineRoute } from '../api/route.ts';
import { dictionariesSchema, dictionariesV2Schema } from './dictionary-schema.ts';
import { getDictionaries, getDictionariesV2, PARAMETERS, PARAMETERS_V2 } from './handler.ts';

/** `GET /api/dictionaries`: codes and descriptions of the active values. */
export const getDictionariesRoute = defineRoute({
  method: 'GET',
  path: '/api/dictionaries',
  spec: '9',
  summary: 'Get dictionaries',
  access: 'public',
  query: PARAMETERS,
  success: { status: 200, description: 'Dictionaries.', data: dictionariesSchema, tagged: true },
  handle: getDictionaries,
});

/** `GET /api/v2/dictionaries`: every value, and whether it is active. */
export const getDictionariesV2Route = defineRoute({
  method: 'GET',
  path: '/api/v2/dictionaries',
  spec: '9',
  summary: 'Get dictionaries V2',
  access: 'public',
  query: PARAMETERS_V2,
  success: {
    status: 200,
    description: 'Dictionaries with their values.',
    data: dictionariesV2Schema,
    tagged: true,
  },
  handle: getDictionariesV2,
});
