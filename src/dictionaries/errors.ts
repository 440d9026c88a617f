import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of changes of dictionaries. */
export const dictionaryErrors = {
  notFound: {
    code: 'dictionary-not-found',
    status: 404,
    type: 'not_found',
    message: 'Dictionary not found',
    cause: 'No dictionary has this name; names are compared exactly.',
    remedy: 'Take the name from `GET /api/v2/dictionaries`.',
  },
  valueNotFound: {
    code: 'dictionary-value-not-found',
    status: 404,
    type: 'not_found',
    message: 'Dictionary value not found',
    cause: 'The dictionary has no value with this code, active or not.',
    remedy: 'Take the code from `GET /api/v2/dictionaries`.',
  },
  valuePresent: {
    code: 'dictionary-value-present',
    status: 409,
    type: 'request_conflict',
    message: 'Dictionary value <code> is already present',
    cause: 'The dictionary has a value with this code, perhaps an inactive one.',
    remedy: 'Describe it anew, or make it active, with `PATCH /api/admin/dictionaries/{name}/values/{code}`.',
  },
} satisfies Record<string, ErrorDefinition>;
