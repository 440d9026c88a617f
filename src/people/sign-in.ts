import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { Turns } from '../platform/turns.ts';
import { noteFailure } from './failures.ts';
import type { Hashing } from './hashing.ts';
import { networkOf } from './network.ts';
import { type BegunSession, beginSession } from './sessions.ts';
import { findAccount } from './sign-in.queries.ts';
import { giveTurnsBack } from './throttle.queries.ts';
import type { Throttle } from './throttle.ts';

/** What everything that verifies a password needs. */
export type SignInServices = {
  db: Database;
  clock: Clock;
  writes: Turns;
  hashing: Hashing;
  throttle: Throttle;
  /** Where attempts are counted. */
  observeSignIn?(outcome: SignInOutcome['kind']): void;
};

export type SignInAttempt = {
  email: string;
  password: string;
  /** The caller's, as a trusted proxy has it. */
  address: string;
  userAgent: string;
  requestId: string;
};

export type SignInOutcome =
  | { kind: 'signed-in'; session: BegunSession }
  /** Whatever was wrong. */
  | { kind: 'refused' }
  /** Too many attempts: another one makes sense after so long. */
  | { kind: 'wait'; seconds: number };

/**
 * SPEC 11.4: e-mail and password become a session. Who has no account, or none that may sign in, costs the same statements
 * and the same hash as who has one, and gets the same answer.
 * @throws ApiError 503 when too many hashes wait
 */
export async function signIn(services: SignInServices, attempt: SignInAttempt): Promise<SignInOutcome> {
  const outcome = await judge(services, attempt);
  services.observeSignIn?.(outcome.kind);
  return outcome;
}

async function judge(services: SignInServices, attempt: SignInAttempt): Promise<SignInOutcome> {
  const { db, clock, hashing, throttle } = services;
  const email = storable(attempt.email);
  const network = networkOf(attempt.address);
  const turn = await throttle.awaitTurn(services, { email, network });
  if (turn.kind === 'wait') return turn;

  const [account] = await findAccount(db, [email]);
  const isRight = await hashing.verify(attempt.password, account?.password_hash ?? null);
  const session =
    isRight && account?.password_hash && !account.is_blocked
      ? await beginSession(db, clock, {
          ...attempt,
          userId: account.id,
          passwordHash: account.password_hash,
        })
      : undefined;
  if (session === undefined) {
    await noteFailure(services, account, { network, attempts: turn.attempts, requestId: attempt.requestId });
    return { kind: 'refused' };
  }
  await giveTurnsBack(db, [network, email]);
  return { kind: 'signed-in', session };
}

/** Nobody's address is longer, and PostgreSQL cannot be asked about NUL: then it is nobody's. */
const storable = (email: string) => (email.length > 255 || email.includes('\0') ? '' : email);
