import type { Rule } from '../../platform/errors/rules.ts';
import { peopleErrors as errors } from '../errors.ts';

export type UserFacts = { user: object | undefined };
export type RolesFacts = { unknown: { roles: string[]; legalEntities: string[] } };
export type CreationFacts = RolesFacts & { isEmailFree: boolean };
export type SetRolesFacts = UserFacts & RolesFacts & { losesOwnOperator: boolean };
export type EmailFacts = UserFacts & { isEmailFree: boolean };
export type BlockFacts = UserFacts & { isOneself: boolean };
export type LinkFacts = { user: { email: string | null; is_blocked: boolean } | undefined };

const userExists: Rule<UserFacts> = {
  id: 'user_exists',
  step: '11.5',
  sentence: 'The user exists; an id that is not a uuid does not exist.',
  holds: ({ user }) => user !== undefined,
  refusal: errors.userNotFound,
};

const rolesKnown: readonly Rule<RolesFacts>[] = [
  {
    id: 'user_roles_known',
    step: '11.5',
    sentence: 'Every role of `$.roles` exists.',
    holds: ({ unknown }) => unknown.roles.length === 0,
    refusal: errors.roleUnknown,
    entry: '$.roles',
    values: ({ unknown }) => ({ role: unknown.roles[0] ?? '' }),
  },
  {
    id: 'user_legal_entities_known',
    step: '11.5',
    sentence: 'Every legal entity of `$.roles` exists.',
    holds: ({ unknown }) => unknown.legalEntities.length === 0,
    refusal: errors.legalEntityUnknown,
    entry: '$.roles',
    values: ({ unknown }) => ({ id: unknown.legalEntities[0] ?? '' }),
  },
];

const emailFree: Rule<{ isEmailFree: boolean }> = {
  id: 'user_email_free',
  step: '11.5',
  sentence: 'Nobody else has the `$.email`, in any case.',
  holds: ({ isEmailFree }) => isEmailFree,
  refusal: errors.emailTaken,
};

/** The checks of `GET /api/admin/users/{id}`. */
export const userRules: readonly Rule<UserFacts>[] = [userExists];

/** The checks of `POST /api/admin/users`. */
export const creationRules: readonly Rule<CreationFacts>[] = [...rolesKnown, emailFree];

/** The checks of `PATCH /api/admin/users/{id}`. */
export const emailRules: readonly Rule<EmailFacts>[] = [userExists, emailFree];

/** The checks of `PUT /api/admin/users/{id}/roles`. */
export const setRolesRules: readonly Rule<SetRolesFacts>[] = [
  userExists,
  ...rolesKnown,
  {
    id: 'user_keeps_operator',
    step: '11.5',
    sentence: 'Whoever is OPERATOR everywhere does not take that from themselves.',
    holds: ({ losesOwnOperator }) => !losesOwnOperator,
    refusal: errors.keepsOperator,
  },
];

/** The checks of `PATCH /api/admin/users/{id}/actions/block`. */
export const blockRules: readonly Rule<BlockFacts>[] = [
  userExists,
  {
    id: 'user_is_another',
    step: '11.5',
    sentence: 'Nobody blocks themselves.',
    holds: ({ isOneself }) => !isOneself,
    refusal: errors.blocksThemselves,
  },
];

/** The checks of `POST /api/admin/users/{id}/password_links`. */
export const linkRules: readonly Rule<LinkFacts>[] = [
  userExists,
  {
    id: 'user_can_sign_in',
    step: '11.4',
    sentence: 'The user is not blocked, and has an e-mail address.',
    holds: ({ user }) => user !== undefined && !user.is_blocked && user.email !== null,
    refusal: errors.cannotSignIn,
  },
];
