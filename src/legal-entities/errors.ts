import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of the legal entity methods. */
export const legalEntityErrors = {
  notVisible: {
    code: 'legal-entity-not-visible',
    status: 404,
    type: 'not_found',
    message: 'Legal entity not found',
    cause:
      'No legal entity has this id, or it is not the one of the token. The answer does not tell which: only tokens of client type NHS or MIS see other legal entities.',
    remedy: 'Check the id; a clinic or pharmacy asks for its own.',
  },
} satisfies Record<string, ErrorDefinition>;
