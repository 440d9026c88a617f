import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of the methods for users and their roles. */
export const peopleErrors = {
  userNotFound: {
    code: 'user-not-found',
    status: 404,
    type: 'not_found',
    message: 'User was not found',
    cause: 'No user has this id.',
    remedy: 'Look the id up with `GET /api/admin/users`.',
  },
  emailTaken: {
    code: 'user-email-taken',
    status: 409,
    type: 'request_conflict',
    message: 'User with this email already exists',
    cause: 'E-mail addresses are compared without case, and somebody has this one.',
    remedy: 'Give that user the roles, with `PUT /api/admin/users/{id}/roles`.',
  },
  roleUnknown: {
    code: 'user-role-unknown',
    status: 422,
    type: 'validation_failed',
    message: 'Role <role> does not exist',
    cause: 'A role in `roles` is none of the registry.',
    remedy: 'Use a name of `GET /api/admin/roles`.',
  },
  legalEntityUnknown: {
    code: 'user-legal-entity-unknown',
    status: 422,
    type: 'validation_failed',
    message: 'Legal entity <id> does not exist',
    cause: 'A `legal_entity_id` in `roles` is that of no legal entity.',
    remedy: 'Look the id up with `GET /api/v2/legal_entities`.',
  },
  blocksThemselves: {
    code: 'user-blocks-themselves',
    status: 409,
    type: 'request_conflict',
    message: 'Users can not block themselves',
    cause: 'The token is of the very user: nobody could undo it, if there is no other operator.',
    remedy: 'Ask another operator, or use `esoz user block`.',
  },
  keepsOperator: {
    code: 'user-keeps-operator',
    status: 409,
    type: 'request_conflict',
    message: 'Users can not take the role OPERATOR from themselves',
    cause: 'The token is of the very user, who has the role OPERATOR everywhere, and `roles` leaves it out.',
    remedy: 'Ask another operator, or use `esoz user roles`.',
  },
  cannotSignIn: {
    code: 'user-can-not-sign-in',
    status: 409,
    type: 'request_conflict',
    message: 'User is blocked or has no email',
    cause: 'The user is blocked or has no e-mail address: a link for a password would open nothing.',
    remedy: 'Unblock the user, or set the e-mail address first.',
  },
} satisfies Record<string, ErrorDefinition>;
