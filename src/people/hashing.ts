import { unavailable } from '../platform/errors/http-errors.ts';
import { createTurns } from '../platform/turns.ts';
import { hashPassword, NOBODYS_HASH, verifyPassword } from './passwords.ts';

/** Passwords and their hashes, so many at a time (SPEC 11.4). Both reject with ApiError 503 when too many wait. */
export type Hashing = {
  hash(password: string): Promise<string>;
  /** @param stored null: nobody's, which costs the same, and is never right */
  verify(password: string, stored: string | null): Promise<boolean>;
};

/** Of a process: each takes a core for some 30 ms, and 19 MiB. */
const HASHES_AT_ONCE = 2;
const MAX_WAITING = 16;
/** Those that wait have had their turn long before, unless the machine stands still. */
const PATIENCE_MS = 10_000;

/** @param algorithm for tests, which count hashes */
export function createHashing(
  algorithm: { hash: typeof hashPassword; verify: typeof verifyPassword } = {
    hash: hashPassword,
    verify: verifyPassword,
  },
): Hashing {
  const turns = createTurns({
    perCaller: HASHES_AT_ONCE,
    waitingPerCaller: MAX_WAITING,
    patienceMs: PATIENCE_MS,
    refusal: (reason) => unavailable(`password: ${reason}`),
  });
  const inTurn = <T>(work: () => Promise<T>) => turns('', work);
  return {
    hash: (password) => inTurn(() => algorithm.hash(password)),
    async verify(password, stored) {
      const isRight = await inTurn(() => algorithm.verify(password, stored ?? NOBODYS_HASH));
      return isRight && stored !== null;
    },
  };
}
