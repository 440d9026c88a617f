import { statement } from '../platform/database/pool.ts';

/** So many attempts are free; each further one moves the next turn away by a step, which doubles up to a limit. */
type Steps = { free: number; firstMs: number; lastMs: number };

/** Somebody who has forgotten a password tries a few at once; a program is down to one guess every 8 s after some 20 s. */
const ACCOUNT: Steps = { free: 3, firstMs: 1_000, lastMs: 8_000 };
/** Behind one address there may be a whole clinic at eight in the morning; those who get in give their attempt back. */
const NETWORK: Steps = { free: 30, firstMs: 250, lastMs: 1_000 };
/** After so long without an attempt it is all forgotten. */
const WINDOW = "interval '15 minutes'";
/** More is not counted. */
const MAX_COUNT = 1_000_000;

/** The statements begin with these. $1 network, $2 e-mail. */
const NETWORK_KEY = `sha256(convert_to('network ' || $1, 'UTF8'))`;
const ACCOUNT_KEY = `sha256(convert_to('account ' || $1 || ' ' || lower($2), 'UTF8'))`;

/** How far the attempt of this number moves the turn of the next. */
const step = (number: string, { free, firstMs, lastMs }: Steps) =>
  `(CASE WHEN ${number} <= ${free} THEN 0 ELSE least(${lastMs}, ${firstMs} * 2 ^ least(${number} - ${free} - 1, 20)) END
     * interval '1 millisecond')`;

/** The latest turn that somebody waits for. $3 now, $4 in how many ms. */
const LATEST = "($3::timestamptz + $4 * interval '1 millisecond')";

/** From now, $3, to a moment. */
const millisecondsTo = (moment: string) =>
  `ceil(greatest(0, 1000 * extract(epoch FROM ${moment} - $3::timestamptz)))::int`;

/** Takes the next turn of a key, unless that is too far away; as a row of what it took, or none. */
function takeTurn(key: string, condition: string, steps: Steps): string {
  const number = `CASE WHEN kept.expires_at <= $3 THEN 1 ELSE least(kept.attempts + 1, ${MAX_COUNT}) END`;
  const turn = 'greatest(kept.next_at, $3)';
  return `INSERT INTO sign_in_attempts AS kept (key_hash, attempts, next_at, expires_at)
     SELECT ${key}, 1, $3::timestamptz, $3::timestamptz + ${WINDOW} WHERE ${condition}
     ON CONFLICT (key_hash) DO UPDATE
        SET attempts = ${number},
            next_at = ${turn} + ${step(`(${number})`, steps)},
            expires_at = ${turn} + ${step(`(${number})`, steps)} + ${WINDOW}
      WHERE kept.next_at <= ${LATEST}
     RETURNING kept.attempts, kept.next_at - ${step('kept.attempts', steps)} AS turn_at`;
}

/**
 * Takes the next turn for an attempt, with the account and with the network, or with neither: in one statement, in which the
 * rows of a key are locked one after another, so that attempts of the same moment on any processes stand in one line.
 * $3 now, $4 longest wait in ms. No row: the turn would be too far away.
 */
export const takeTurns = statement<{ waitMs: number; attempts: number }>(
  'people.take-turns',
  `WITH account AS (
     ${takeTurn(
       ACCOUNT_KEY,
       `NOT EXISTS (SELECT 1 FROM sign_in_attempts busy WHERE busy.key_hash = ${NETWORK_KEY} AND busy.next_at > ${LATEST})`,
       ACCOUNT,
     )}
   ), network AS (
     ${takeTurn(NETWORK_KEY, 'EXISTS (SELECT 1 FROM account)', NETWORK)}
   )
   SELECT ${millisecondsTo('greatest(account.turn_at, network.turn_at)')} AS "waitMs", account.attempts
     FROM account, network`,
);

/** When to come again. A statement of its own: the one that waited for the rows sees them as they were before. $3 now. */
export const findNextTurn = statement<{ waitMs: number }>(
  'people.find-next-turn',
  `SELECT coalesce(${millisecondsTo('max(next_at)')}, 0) AS "waitMs"
     FROM sign_in_attempts WHERE key_hash IN (${ACCOUNT_KEY}, ${NETWORK_KEY})`,
);

/**
 * Who got in has made no attempt to count: forgets those of the account, and gives the network one back. (In the
 * order in which turns are taken, so that neither waits for the other.)
 */
export const giveTurnsBack = statement(
  'people.give-turns-back',
  `WITH account AS (
     DELETE FROM sign_in_attempts WHERE key_hash = ${ACCOUNT_KEY} RETURNING 1
   )
   UPDATE sign_in_attempts SET attempts = greatest(attempts - 1, 0)
    WHERE key_hash = ${NETWORK_KEY} AND (SELECT count(*) FROM account) >= 0`,
);

/** Forgets what expired before $1: at a time more than a process can hash passwords for in the meantime. */
export const deleteExpiredAttempts = statement(
  'people.delete-expired-attempts',
  `DELETE FROM sign_in_attempts WHERE key_hash = ANY (ARRAY(
     SELECT key_hash FROM sign_in_attempts WHERE expires_at <= $1 LIMIT 1000 FOR UPDATE SKIP LOCKED))`,
);
