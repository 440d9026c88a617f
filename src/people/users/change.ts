import { randomUUIDv7 } from 'node:crypto';
import { type Change, stampValues } from '../../audit/stamp.ts';
import { asTransaction, type Database } from '../../platform/database/pool.ts';
import { violatedConstraint } from '../../platform/database/postgres-errors.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { revokeFamilies } from '../families.queries.ts';
import { voidLink } from '../password-links.queries.ts';
import { type MadeLink, makePasswordLink, type PasswordLinkKind } from '../password-links.ts';
import { writeRoles } from '../roles.queries.ts';
import { endAllSessions } from '../sessions.ts';
import { blockRules, creationRules, emailRules, linkRules, setRolesRules } from './rules.ts';
import type { NewUser, User, UserRole } from './user.ts';
import {
  findRolesOf,
  findUnknown,
  findUser,
  insertUser,
  lockUser,
  updateBlocked,
  updateEmail,
} from './users.queries.ts';

/** Enters somebody, with roles and an invitation. @throws ApiError of the first rule that does not hold */
export function createUser(
  { db, stamp, observeRefusal }: Change,
  { email, roles }: NewUser,
): Promise<{ user: User; link: MadeLink }> {
  return asTransaction(db, async (db) => {
    const id = randomUUIDv7();
    const unknown = await unknownOf(db, roles);
    const [made] = await insertUser(db, [...stampValues(stamp), id, email]);
    enforceRules(creationRules, { unknown, isEmailFree: made !== undefined }, observeRefusal);
    await writeRoles(db, [{ id, grants: roles.map(asGrant) }], stamp);
    const link = await makePasswordLink(db, stamp, { userId: id, kind: 'invitation' });
    return { user: await userOf(db, id), link: link as MadeLink };
  });
}

/**
 * The address somebody signs in with. Sessions go on; a link that was made for the former address is void: a mistake in it is
 * why addresses are changed, and whoever got the link would have the account.
 * @throws ApiError of the first rule that does not hold
 */
export function changeEmail(change: Change, id: string, email: string): Promise<User> {
  const { stamp, observeRefusal } = change;
  return withUser(change, id, async (db, user) => {
    let isEmailFree = true;
    try {
      if (user && (await updateEmail(db, [...stampValues(stamp), user.id, email])).length > 0)
        await voidLink(db, [stamp.now.toISOString(), user.id]);
    } catch (error) {
      if (violatedConstraint(error) !== 'users_email_key') throw error;
      isEmailFree = false;
    }
    enforceRules(emailRules, { user, isEmailFree }, observeRefusal);
  });
}

/**
 * Gives somebody exactly these roles. Who loses one loses what it has given: the tokens of all sign-ins, since a token keeps
 * the scopes with which it was issued.
 * @throws ApiError of the first rule that does not hold
 */
export function setRoles(change: Change, id: string, roles: readonly UserRole[]): Promise<User> {
  const { stamp, observeRefusal } = change;
  return withUser(change, id, async (db, user) => {
    const former = user ? await findRolesOf(db, [user.id]) : [];
    const lost = former.filter((role) => !roles.some((each) => isSame(each, role)));
    const losesOwnOperator = user?.id === stamp.userId && lost.some((role) => isSame(role, OPERATOR));
    const unknown = await unknownOf(db, roles);
    enforceRules(setRolesRules, { user, unknown, losesOwnOperator }, observeRefusal);
    const { id: userId } = user as { id: string };
    await writeRoles(db, [{ id: userId, grants: roles.map(asGrant) }], stamp);
    if (lost.length > 0) await revokeFamilies(db, stamp, userId);
  });
}

/**
 * From the next request on a blocked person has neither token nor session. Unblocking gives none back of what sign-ins gave:
 * a stolen token would live again.
 * @throws ApiError of the first rule that does not hold
 */
export function setBlocked(
  change: Change,
  id: string,
  { isBlocked, reason }: { isBlocked: boolean; reason: string },
): Promise<User> {
  const { stamp, observeRefusal } = change;
  return withUser(change, id, async (db, user) => {
    enforceRules(blockRules, { user, isOneself: isBlocked && user?.id === stamp.userId }, observeRefusal);
    const { id: userId } = user as { id: string };
    await updateBlocked(db, [...stampValues(stamp), userId, isBlocked, reason]);
    if (!isBlocked) return;
    await endAllSessions(db, stamp, userId);
    await revokeFamilies(db, stamp, userId);
  });
}

/** Makes a one-time link for somebody's password. @throws ApiError of the first rule that does not hold */
export async function makeLinkFor(change: Change, id: string, kind: PasswordLinkKind): Promise<MadeLink> {
  const { db, stamp, observeRefusal } = change;
  const [user] = isUuid(id) ? await findUser(db, [id]) : [];
  enforceRules(linkRules, { user }, observeRefusal);
  const { id: userId } = user as User;
  return (await makePasswordLink(db, stamp, { userId, kind })) as MadeLink;
}

/** Changes a user, whose row nobody else changes meanwhile, in one transaction; and shows the user afterwards. */
function withUser(
  { db }: Change,
  id: string,
  change: (db: Database, user: { id: string } | undefined) => Promise<void>,
): Promise<User> {
  return asTransaction(db, async (transaction) => {
    const [user] = isUuid(id) ? await lockUser(transaction, [id]) : [];
    await change(transaction, user);
    return userOf(transaction, id);
  });
}

const userOf = async (db: Database, id: string): Promise<User> => (await findUser(db, [id]))[0] as User;

const OPERATOR: UserRole = { name: 'OPERATOR', legal_entity_id: null };

const isSame = (one: UserRole, other: UserRole): boolean =>
  one.name === other.name && one.legal_entity_id?.toLowerCase() === other.legal_entity_id?.toLowerCase();

const asGrant = ({ name, legal_entity_id }: UserRole) => ({ role_name: name, legal_entity_id });

async function unknownOf(db: Database, roles: readonly UserRole[]) {
  const [unknown] = await findUnknown(db, [
    roles.map(({ name }) => name),
    roles.flatMap(({ legal_entity_id }) => legal_entity_id ?? []),
  ]);
  return unknown as { roles: string[]; legalEntities: string[] };
}
