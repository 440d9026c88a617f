import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '../platform/clock.ts';
import { type Database, inTransaction, type Pool } from '../platform/database/pool.ts';
import { ApiError, type InvalidRule, renderError } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import type { Payload } from '../platform/http/envelope.ts';
import { headerValues } from '../platform/http/headers.ts';
import { canonicalJson } from '../platform/json/canonical.ts';
import { patternRule } from '../platform/json/schema-errors.ts';
import { claimKey, findAnswer, storeAnswer } from './idempotency.queries.ts';
import { type SealedPayload, type StoredPayload, seal, unseal } from './seal.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;
/** How long a second request waits for the first before it is told to come back. */
const WAIT_MS = 2_000;
const KEY_PATTERN = '^[\\x21-\\x7e]{1,255}$';
const keyShape = new RegExp(KEY_PATTERN);

/** What makes two requests the same one. */
export type IdempotentRequest = {
  clientId: string;
  key: string;
  method: string;
  path: string;
  /** As it was read: another order of keys, other blanks are the same body. */
  body: unknown;
  /** A secret of the caller's, where the answer is one too, which only the holder of that may get again. */
  sealWith?: { kind: 'API key' | 'access token'; value: string };
};

type KeptAnswer = { status: number; payload: Payload } & Pick<StoredPayload, 'headers' | 'code'>;
export type StoredAnswer = KeptAnswer & { replayed: boolean };

/** The X-Idempotency-Key of a request: absent, usable, or `invalid` with the reason for a 422. */
export function readIdempotencyKey(request: Parameters<typeof headerValues>[0]): string | null | InvalidRule {
  const values = headerValues(request, 'x-idempotency-key');
  if (values.length === 0) return null;
  if (values.length === 1 && keyShape.test(values[0] as string)) return values[0] as string;
  return patternRule(KEY_PATTERN);
}

export function idempotencyKeyInvalid(rule: InvalidRule): ApiError {
  const invalid = [{ entry: 'X-Idempotency-Key', entry_type: 'header' as const, rules: [rule] }];
  return new ApiError(httpErrors.idempotencyKeyInvalid, { invalid });
}

/**
 * Runs `work` at most once for a key: its writes, and the answer that is kept, are one transaction.
 * A crash in between leaves neither, and a second request on any process waits on the key's row.
 * @throws ApiError 409 while the first is still running, 422 for a key used with another body; whatever `work` throws
 *   besides business refusals, and then nothing is kept
 */
export async function runOnce(
  pool: Pool,
  clock: Clock,
  request: IdempotentRequest,
  work: (db: Database) => Promise<KeptAnswer>,
): Promise<StoredAnswer> {
  const identity = [request.clientId, request.key, request.method, request.path];
  const { sealWith } = request;
  const bodyHash = createHash('sha256').update(canonicalJson(request.body)).digest();
  return inTransaction(pool, async (db) => {
    if (!(await claim(db, clock, identity, bodyHash))) return replay(db, identity, bodyHash, sealWith);
    const answer = await runKeepingRefusals(db, work);
    const { status, payload, headers, code } = answer;
    const stored: StoredPayload = { ...payload, headers, code };
    const kept = sealWith === undefined ? stored : seal(stored, sealWith.value, identity);
    await storeAnswer(db, [...identity, status, JSON.stringify(kept)]);
    return { ...answer, replayed: false };
  });
}

async function claim(db: Database, clock: Clock, identity: string[], bodyHash: Buffer): Promise<boolean> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await db.query(`SET LOCAL lock_timeout = ${WAIT_MS}`);
  try {
    const claimed = await claimKey(db, [...identity, bodyHash, now.toISOString(), expiresAt.toISOString()]);
    await db.query('SET LOCAL lock_timeout = 0');
    return claimed.length > 0;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03') {
      throw new ApiError(httpErrors.idempotencyKeyInUse, { headers: { 'retry-after': '1' } });
    }
    throw error;
  }
}

async function replay(
  db: Database,
  identity: string[],
  bodyHash: Buffer,
  sealWith: IdempotentRequest['sealWith'],
): Promise<StoredAnswer> {
  const [first] = await findAnswer(db, identity);
  // Expired and swept between the two statements: the next attempt will claim it.
  if (!first) throw new ApiError(httpErrors.idempotencyKeyInUse, { headers: { 'retry-after': '1' } });
  if (!first.body_hash.equals(bodyHash)) throw usedWithAnother('request body');
  const stored =
    sealWith === undefined
      ? (first.payload as StoredPayload)
      : unseal(first.payload as SealedPayload, sealWith.value, identity);
  if (stored === undefined) throw usedWithAnother(sealWith?.kind ?? 'secret');
  const { headers, code, ...payload } = stored;
  return { status: first.status, payload, headers, code, replayed: true };
}

function usedWithAnother(what: string): ApiError {
  return idempotencyKeyInvalid({
    rule: 'invalid',
    params: [],
    description: `the key was already used with another ${what}`,
  });
}

/** A refusal by a business rule is an answer to keep; a savepoint lets the transaction outlive a failed INSERT. */
async function runKeepingRefusals(
  db: Database,
  work: (db: Database) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  await db.query('SAVEPOINT work');
  try {
    return await work(db);
  } catch (error) {
    if (!(error instanceof ApiError) || !isKept(error.definition.status)) throw error;
    await db.query('ROLLBACK TO SAVEPOINT work');
    const { status, code } = error.definition;
    return { status, payload: { error: renderError(error) }, headers: error.headers, code };
  }
}

/** A condition of the request is no part of what a key stands for: who has read the licence anew repeats with a new one. */
const isKept = (status: number): boolean => status < 500 && status !== 412;
