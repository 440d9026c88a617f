import { BOOLEAN_PARAMETER, TEXT_PARAMETER } from '../api/query.ts';
import type { Route } from '../api/route.ts';
import { getDictionaries, getDictionariesV2 } from './handler.ts';

/** `GET /api/dictionaries`: codes and descriptions of the active values. */
export function getDictionariesRoute(): Route {
  return {
    method: 'GET',
    path: '/api/dictionaries',
    spec: '9',
    summary: 'Get dictionaries',
    access: 'public',
    query: { name: TEXT_PARAMETER, is_active: BOOLEAN_PARAMETER },
    handle: getDictionaries,
  };
}

/** `GET /api/v2/dictionaries`: every value, and whether it is active. */
export function getDictionariesV2Route(): Route {
  return {
    method: 'GET',
    path: '/api/v2/dictionaries',
    spec: '9',
    summary: 'Get dictionaries V2',
    access: 'public',
    query: {
      name: TEXT_PARAMETER,
      is_active: BOOLEAN_PARAMETER,
      value_code: TEXT_PARAMETER,
      value_is_active: BOOLEAN_PARAMETER,
    },
    handle: getDictionariesV2,
  };
}
