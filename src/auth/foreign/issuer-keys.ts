import { createLocalJWKSet, type errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { unavailable } from '../../platform/errors/http-errors.ts';
import type { Logger } from '../../platform/log.ts';

/** How long keys are used unasked: a key that the issuer withdraws is good for so long here. */
const FRESH_MS = 5 * 60_000;
/** How long they are used on while the issuer is away; longer, and whoever keeps it away keeps an old key alive. */
const OLDEST_MS = 24 * 3_600_000;
/** Between two questions, whatever tokens come: a flood of unknown keys is no flood of questions. */
const PAUSE_MS = 10_000;
/** How long a request waits for news while there are keys that will do. */
const PATIENCE_MS = 400;

export type KeysOptions = {
  log: Logger;
  /** A clock that only runs forward. */
  nowMs?: () => number;
  pauseMs?: number;
};

/**
 * The issuer's keys as this process knows them: asked for when a token needs them, kept in memory, shared by all requests.
 * @returns finds the key of a token by `kid`, algorithm and use; a `kid` that is not known is asked for, once a pause.
 *   It rejects with 503 while nothing that will do has ever been fetched: the token may well be good.
 */
export function issuerKeys(
  fetchKeys: () => Promise<JSONWebKeySet>,
  { log, nowMs = () => performance.now(), pauseMs = PAUSE_MS }: KeysOptions,
): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const ask = async () => {
    askedAt = nowMs();
    try {
      keys = createLocalJWKSet(await fetchKeys());
      fetchedAt = askedAt;
    } catch (error) {
      log.warn({ err: error }, 'the keys of JWT_ISSUER could not be fetched');
    }
  };
  /** Never rejects. Undefined: it has just been asked. */
  const refresh = () => {
    if (asking === undefined && nowMs() - askedAt >= pauseMs)
      asking = ask().finally(() => {
        asking = undefined;
      });
    return asking;
  };
  const ageMs = () => nowMs() - fetchedAt;

  return async (header, token) => {
    if (ageMs() >= FRESH_MS) {
      const failedBefore = askedAt > fetchedAt; // then it is more likely to fail again, and nobody waits for that
      const news = refresh();
      if (ageMs() >= OLDEST_MS) await news;
      else if (!failedBefore) await withPatience(news);
    }
    if (keys === undefined || ageMs() >= OLDEST_MS)
      throw unavailable(new Error('the keys of JWT_ISSUER are not known'));
    try {
      return await keys(header, token);
    } catch (error) {
      if ((error as errors.JOSEError).code !== 'ERR_JWKS_NO_MATCHING_KEY') throw error;
      await refresh();
      return keys(header, token);
    }
  };
}

async function withPatience(news: Promise<void> | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE_MS);
  await Promise.race([news, promise]);
  clearTimeout(timer);
}
