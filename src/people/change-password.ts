import { noteFailure } from './failures.ts';
import { networkOf } from './network.ts';
import { type PasswordMistake, passwordMistake } from './password-rules.ts';
import { replacePassword } from './replace-password.ts';
import { type BegunSession, beginSession, type Session } from './sessions.ts';
import { findAccount } from './sign-in.queries.ts';
import type { SignInServices } from './sign-in.ts';
import { giveTurnsBack } from './throttle.queries.ts';

export type PasswordChange =
  /** All sessions have ended; this one goes on in their place. */
  | { kind: 'changed'; session: BegunSession }
  | { kind: 'mistake'; mistake: PasswordMistake }
  /** The present password is another one. */
  | { kind: 'refused' }
  | { kind: 'wait'; seconds: number };

/**
 * Changes the own password. The present one is asked for, and guesses are counted as at sign-in: who has got hold of a
 * session does not thereby have the account.
 * @throws ApiError 503 when too many hashes wait
 */
export async function changePassword(
  services: SignInServices,
  { userId, email }: Session,
  change: { current: string; next: string; address: string; userAgent: string; requestId: string },
): Promise<PasswordChange> {
  const { db, clock, hashing, throttle } = services;
  const mistake = passwordMistake(change.next, email);
  if (mistake !== undefined) return { kind: 'mistake', mistake };
  const attempter = { email: email ?? '', network: networkOf(change.address) };
  const turn = await throttle.awaitTurn(services, attempter);
  if (turn.kind === 'wait') return turn;

  const [account] = await findAccount(db, [attempter.email]);
  const formerHash = account?.id === userId ? account.password_hash : null;
  const isRight = await hashing.verify(change.current, formerHash);
  if (!isRight || formerHash === null) {
    const { requestId } = change;
    await noteFailure(services, account, { ...attempter, attempts: turn.attempts, requestId });
    return { kind: 'refused' };
  }
  const passwordHash = await hashing.hash(change.next);
  const stamp = { now: clock.now(), userId, requestId: change.requestId };
  if (!(await replacePassword(db, stamp, { userId, hash: passwordHash, formerHash })))
    return { kind: 'refused' };
  await giveTurnsBack(db, [attempter.network, attempter.email]);
  const session = await beginSession(db, clock, { ...change, userId, passwordHash });
  return session === undefined ? { kind: 'refused' } : { kind: 'changed', session };
}
