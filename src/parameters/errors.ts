import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of changes of parameters. */
export const parameterErrors = {
  notFound: {
    code: 'parameter-not-found',
    status: 404,
    type: 'not_found',
    message: 'Parameter not found',
    cause: 'The name decides nothing: it would be kept and never asked for.',
    remedy:
      'Take the name from `GET /api/admin/parameters`; for another type of legal entity in the registry it is `LEGAL_ENTITY_<TYPE>_ADDITIONAL_LICENSE_TYPES`.',
  },
} satisfies Record<string, ErrorDefinition>;
