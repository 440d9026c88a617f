import { randomUUIDv7 } from 'node:crypto';
import type { Stamp } from '../audit/stamp.ts';
import { hashSecret, randomSecret } from '../auth/secrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { networkOf } from './network.ts';
import {
  endSessions,
  findSessions,
  insertSession,
  type ListedSession,
  type Session,
  useSession,
} from './sessions.queries.ts';

export type { ListedSession, Session };
/** A session that has just begun. `value` is what the browser keeps; it is stored nowhere. */
export type BegunSession = { id: string; value: string; userId: string };

/** What a browser says of itself may be long. */
const MAX_USER_AGENT = 255;
const MAX_ADDRESS = 64;

/**
 * Begins a session of a person whose password was right, each time with a new value.
 * @param passwordHash that it was compared with
 * @returns undefined when in the meantime the person was blocked or the password changed
 */
export async function beginSession(
  db: Database,
  clock: Clock,
  begin: { userId: string; passwordHash: string; address: string; userAgent: string; requestId: string },
): Promise<BegunSession | undefined> {
  const session = { id: randomUUIDv7(), value: randomSecret(), userId: begin.userId };
  const rows = await insertSession(db, [
    clock.now().toISOString(),
    begin.requestId,
    begin.userId,
    begin.passwordHash,
    session.id,
    hashSecret(session.value),
    begin.address.slice(0, MAX_ADDRESS),
    begin.userAgent.slice(0, MAX_USER_AGENT),
    networkOf(begin.address),
  ]);
  return rows.length === 0 ? undefined : session;
}

/**
 * The living session of a value: asked of the database each time, so that its end holds from the next request on, on every
 * process. One that is not `isPassed` opens nothing.
 */
export async function findSession(db: Database, clock: Clock, value: string): Promise<Session | undefined> {
  const [session] = await useSession(db, [clock.now().toISOString(), hashSecret(value)]);
  return session;
}

/** The living sessions of a person, the newest first. */
export function listSessions(db: Database, clock: Clock, userId: string): Promise<ListedSession[]> {
  return findSessions(db, [clock.now().toISOString(), userId]);
}

/** Ends one of the own sessions of who acts. @returns whether it was one, and living */
export async function endSession(db: Database, stamp: Stamp, sessionId: string): Promise<boolean> {
  return (await end(db, stamp, stamp.userId, sessionId, null)) > 0;
}

/** Ends the own sessions of who acts, but for the one in use. @returns how many */
export function endOtherSessions(db: Database, stamp: Stamp, sessionId: string): Promise<number> {
  return end(db, stamp, stamp.userId, null, sessionId);
}

/** Ends all sessions of a person. @returns how many */
export function endAllSessions(db: Database, stamp: Stamp, userId: string): Promise<number> {
  return end(db, stamp, userId, null, null);
}

async function end(
  db: Database,
  { now, userId: actorId, requestId }: Stamp,
  userId: string,
  only: string | null,
  except: string | null,
): Promise<number> {
  const [row] = await endSessions(db, [now.toISOString(), actorId, requestId, userId, only, except]);
  return (row as { ended: number }).ended;
}
