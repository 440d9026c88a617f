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
  alreadyPresent: {
    code: 'legal-entity-already-present',
    status: 409,
    type: 'request_conflict',
    message: 'Legal entity with id <id> is already present',
    cause: 'The registry has a legal entity with this `id`.',
    remedy:
      'Correct it with `PATCH /api/admin/legal_entities/{id}`, or in a table with `esoz legal-entity import --mode update`.',
  },
  statusFinal: {
    code: 'legal-entity-status-final',
    status: 409,
    type: 'request_conflict',
    message: 'Legal entity in status <status> can not get another one',
    cause:
      'The legal entity is CLOSED or REORGANIZED, and stays so: what took its place has an id of its own.',
    remedy: 'If it was closed by mistake, set it right with `esoz legal-entity import --mode update`.',
  },
  changedMeanwhile: {
    code: 'legal-entity-changed-meanwhile',
    status: 412,
    type: 'precondition_failed',
    message: 'Legal entity was changed in the meantime',
    cause:
      'A condition of the request does not hold: the `ETag` of the legal entity is none of `If-Match` (or one of `If-None-Match`), or it was changed after `If-Unmodified-Since`. Nothing was written.',
    remedy:
      'Read it again with `GET /api/v2/legal_entities/{id}`, look what has changed, and repeat with its new `ETag`.',
  },
} satisfies Record<string, ErrorDefinition>;
