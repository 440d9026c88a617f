import type { User, UserRole } from '../people/users/user.ts';
import { listUsers } from '../people/users/users.queries.ts';
import { requireUuid } from './arguments.ts';
import { type ListKind, optionalUuid } from './list.ts';
import { UsageError } from './outcome.ts';

/**
 * Roles as a command line has them: each counts where it says itself, else in all the legal entities, or everywhere.
 * @throws UsageError where nobody says where: a slip of the pen must not give a role everywhere
 */
export function rolesFrom({
  role: given = [],
  legalEntity = [],
  everywhere,
}: {
  role?: string[];
  legalEntity?: string[];
  everywhere?: true;
}): UserRole[] {
  const places = legalEntity.map((id) => requireUuid('--legal-entity', id));
  if (everywhere && places.length > 0)
    throw new UsageError('--everywhere and --legal-entity do not go together: say OWNER@<legal entity>');
  if (given.length === 0 && (everywhere || places.length > 0))
    throw new UsageError('Say which role counts there: --role <role>');
  return given.flatMap((role): UserRole[] => {
    const [name = '', place] = role.split('@');
    if (place !== undefined)
      return [{ name, legal_entity_id: requireUuid(`the legal entity of ${name}`, place) }];
    if (everywhere) return [{ name, legal_entity_id: null }];
    if (places.length === 0)
      throw new UsageError(
        `Say where the role ${name} counts: --legal-entity <id>, or --everywhere for НСЗУ and operators`,
      );
    return places.map((id) => ({ name, legal_entity_id: id }));
  });
}

/** As `rolesFrom` reads them, and as the audit log writes them. */
export const rolesInWords = (roles: readonly UserRole[]): string =>
  roles.map(({ name, legal_entity_id: id }) => (id === null ? name : `${name}@${id}`)).join(' ');

export const USER_LIST: ListKind<User> = {
  command: 'user list',
  description: 'users and their roles; never their passwords',
  plural: 'users',
  key: 'users',
  filters: [
    ['--role <role>', 'with this role, such as OWNER'],
    ['--legal-entity <id>', 'with a role, or with that role, in this legal entity'],
    ['--email <part>', 'whose e-mail address has this part'],
    ['--blocked', 'that are blocked'],
  ],
  values: ({ role, legalEntity, email, blocked }) => [
    role ?? null,
    optionalUuid('--legal-entity', legalEntity),
    email ?? null,
    blocked ?? null,
  ],
  find: listUsers,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'blocked', of: ({ is_blocked }) => (is_blocked ? 'blocked' : '') },
    { title: 'password', of: ({ has_password }) => (has_password ? '' : 'none') },
    { title: 'e-mail', of: ({ email }) => email ?? '' },
    { title: 'roles', of: ({ roles }) => rolesInWords(roles) },
  ],
};
