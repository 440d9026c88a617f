import type { Command } from 'commander';
import type { Change } from '../audit/stamp.ts';
import { apiUrl } from '../config/local-url.ts';
import { type MadeLink, type PasswordLinkKind, passwordLinkUrl } from '../people/password-links.ts';
import { changeEmail, createUser, makeLinkFor, setBlocked, setRoles } from '../people/users/change.ts';
import {
  blockSchema,
  emailChangeSchema,
  newUserSchema,
  rolesSchema,
  type User,
} from '../people/users/user.ts';
import { findUserId, listRoles } from '../people/users/users.queries.ts';
import { requireForm } from './change.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { listCommand } from './list.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { type Column, tableText } from './table.ts';
import { rolesFrom, rolesInWords, USER_LIST } from './user-roles.ts';
import { readDatabase, withDatabase } from './with-database.ts';

type RoleOptions = { role?: string[]; legalEntity?: string[]; everywhere?: true };

const USER = ['<user>', 'id or e-mail address'] as const;
const REASON = ['--reason <text>', 'why; kept in the audit log'] as const;

/** `esoz user create`, `invite`, `reset`, `email`, `roles`, `block`, `unblock` and `list`. */
export function userCommand(): Command {
  return commandGroup('user', 'people, who sign in and in whose name calls are made', [
    createCommand(),
    linkCommand('invite', 'invitation', 'print a one-time link for a password, good for seven days'),
    linkCommand('reset', 'reset', 'print a one-time link for a new password, good for 24 hours'),
    emailCommand(),
    commandGroup('roles', 'what people may do, and where', [setRolesCommand(), listRolesCommand()]),
    blockCommand('block', 'end all sessions of a person, and refuse sign-ins and tokens from now on'),
    blockCommand('unblock', 'let a person in again'),
    listCommand(USER_LIST),
  ]);
}

/** Makes a change as a method of the administration does, by nobody but the operator of this machine. */
function makeChange<T>(
  command: string,
  make: (change: Change, urlOf: (link: MadeLink) => string) => Promise<T>,
): Promise<T> {
  return withDatabase(`user ${command}`, ({ config, pool, stamp }) =>
    make({ db: pool, stamp, observeRefusal() {} }, ({ value }) =>
      passwordLinkUrl(apiUrl(config) ?? '', value),
    ),
  );
}

/** The same with one user. */
const changeUser = <T>(
  command: string,
  user: string,
  make: (change: Change, id: string, urlOf: (link: MadeLink) => string) => Promise<T>,
): Promise<T> =>
  makeChange(command, async (change, urlOf) => {
    const [found] = user.includes('@') ? await findUserId(change.db, [user]) : [{ id: user }];
    return make(change, found?.id ?? '', urlOf);
  });

const withRoles = (command: Command): Command =>
  command
    .option('--role <role...>', 'such as OWNER; OWNER@<legal entity> in that one alone')
    .option('--legal-entity <id...>', 'where the roles count')
    .option('--everywhere', 'the roles count everywhere (НСЗУ, operators)');

function createCommand(): Command {
  return withRoles(
    outcomeCommand<RoleOptions & { json?: true; email: string }>(
      'create',
      'enter a person, and print a one-time link for the first password',
      async ({ email, ...options }) => {
        const body = { email, roles: rolesFrom(options) };
        requireForm(newUserSchema, body);
        const { user, url, link } = await makeChange('create', async (change, urlOf) => {
          const made = await createUser(change, body);
          return { ...made, url: urlOf(made.link) };
        });
        return {
          text: `${url}\n  for ${email}, until ${link.expiresAt}; not shown again\n${describe(user)}`,
          json: { ...user, password_link: viewLink('invitation', url, link) },
        };
      },
    ).requiredOption('--email <address>', 'what the person signs in with'),
  );
}

function linkCommand(verb: string, purpose: PasswordLinkKind, sentence: string): Command {
  return outcomeCommand(verb, sentence, async (_options: object, user?: string) => {
    const { url, link } = await changeUser(verb, user as string, async (change, id, urlOf) => {
      const made = await makeLinkFor(change, id, purpose);
      return { url: urlOf(made), link: made };
    });
    return {
      text: `${url}\n  until ${link.expiresAt}; not shown again, and any link before it is void`,
      json: viewLink(purpose, url, link),
    };
  }).argument(...USER);
}

const viewLink = (purpose: PasswordLinkKind, url: string, { expiresAt }: MadeLink) => ({
  purpose,
  url,
  expires_at: expiresAt,
});

function emailCommand(): Command {
  return outcomeCommand(
    'email',
    'change the address that a person signs in with',
    async (_options: object, user?: string, email?: string) => {
      requireForm(emailChangeSchema, { email });
      return outcomeOf(
        await changeUser('email', user as string, (change, id) => changeEmail(change, id, email as string)),
      );
    },
  )
    .argument(...USER)
    .argument('<address>', 'the new one');
}

function setRolesCommand(): Command {
  return withRoles(
    outcomeCommand<RoleOptions & { json?: true; none?: true }>(
      'set',
      'give a person exactly these roles',
      async ({ none, ...options }, user?: string) => {
        const roles = rolesFrom(options);
        // A forgotten option must not take everything from somebody.
        if ((roles.length === 0) !== (none === true))
          throw new UsageError('Say which roles: --role <role>, or --none to take all away');
        requireForm(rolesSchema, { roles });
        return outcomeOf(
          await changeUser('roles set', user as string, (change, id) => setRoles(change, id, roles)),
        );
      },
    )
      .argument(...USER)
      .option('--none', 'no role at all'),
  );
}

const ROLE_COLUMNS: readonly Column<{ name: string; scopes: string[] }>[] = [
  { title: 'role', of: ({ name }) => name },
  { title: 'scopes', of: ({ scopes }) => scopes.join(' ') },
];

function listRolesCommand(): Command {
  return outcomeCommand('list', 'roles and their scopes', async () => {
    const roles = await readDatabase('user roles list', ({ pool }) => listRoles(pool, []));
    return { text: tableText('roles', ROLE_COLUMNS, roles), json: { roles } };
  });
}

function blockCommand(verb: 'block' | 'unblock', sentence: string): Command {
  return outcomeCommand<{ json?: true; reason: string }>(
    verb,
    sentence,
    async ({ reason }, user?: string) => {
      requireForm(blockSchema, { reason });
      const wanted = { isBlocked: verb === 'block', reason };
      return outcomeOf(
        await changeUser(verb, user as string, (change, id) => setBlocked(change, id, wanted)),
      );
    },
  )
    .argument(...USER)
    .requiredOption(...REASON);
}

const describe = ({ id, email, roles, is_blocked }: User): string =>
  `User ${id}: ${email ?? 'no e-mail'}, ${rolesInWords(roles) || 'no roles'}${is_blocked ? ', blocked' : ''}.`;

const outcomeOf = (user: User): Outcome => ({ text: describe(user), json: user });
