import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { parseStrictJson } from '../../platform/json/strict-json.ts';
import type { Logger } from '../../platform/log.ts';
import { callerOf, type ForeignCaller } from './claims.ts';
import { fetchKeys } from './fetch-keys.ts';
import { type Issuer, TokenRefused } from './issuer.ts';
import { issuerKeys } from './issuer-keys.ts';
import { isBearerToken } from './token-kind.ts';

/**
 * How far our clock may be behind the issuer's: a token that it has just issued is good at once. For `exp` there is no
 * such grace, as there is none for our own tokens: at its second a token is over.
 */
const NOT_BEFORE_LEEWAY_SECONDS = 30;
/** The year 10 000; `1e999` is read as infinity, and would never be over. */
const LATEST_SECONDS = 253_402_300_800;

/** @returns who calls, or why the token is refused. @throws ApiError 503 while nothing can be judged */
export type JudgeForeignToken = (token: string) => Promise<ForeignCaller | TokenRefused>;

/** Judges tokens under the keys that the issuer has on the network. */
export function openForeignTokens(
  issuer: Issuer,
  { clock, log }: { clock: Clock; log: Logger },
): JudgeForeignToken {
  return foreignTokens(
    issuer,
    issuerKeys(() => fetchKeys(issuer), { log }),
    clock,
  );
}

/** Judges access tokens of one issuer (SPEC 3, 11.6). Cheap questions come first, and the keys are asked for after them. */
export function foreignTokens(issuer: Issuer, keys: JWTVerifyGetKey, clock: Clock): JudgeForeignToken {
  const judge = async (token: string) => {
    const claimed = read(token);
    if (claimed.payload.iss !== issuer.issuer) throw new TokenRefused('iss');
    if (!isBearerToken(claimed.header, claimed.payload)) throw new TokenRefused('typ');
    const now = clock.now();
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp'],
      clockTolerance: NOT_BEFORE_LEEWAY_SECONDS,
      currentDate: now,
    });
    const expiresAt = payload.exp as number;
    if (expiresAt >= LATEST_SECONDS || expiresAt * 1000 <= now.getTime()) throw new TokenRefused('exp');
    return callerOf(payload, issuer.claims);
  };
  return (token) =>
    judge(token).catch((error) => {
      if (error instanceof ApiError) throw error;
      return error instanceof TokenRefused ? error : new TokenRefused(wordFor(error));
    });
}

/** Whether a token may be a JWT that is signed: three parts, the first of them an object in JSON. */
export const mayBeForeign = (token: string) => /^ey[\w-]*\.[\w-]+\.[\w-]+$/.test(token);

/**
 * What the token says of itself, believed by nobody yet. A name that comes twice, or a depth that no token has, is refused:
 * another reader of the same token might see another one.
 */
function read(token: string) {
  const [header, payload] = token.split('.', 2).map((part) => {
    const value = parseStrictJson(Buffer.from(part, 'base64url'));
    if (typeof value !== 'object' || value === null) throw new TokenRefused('form');
    return value as Record<string, unknown>;
  });
  return { header, payload } as Record<'header' | 'payload', Record<string, unknown>>;
}

/** What jose did not like, without what it quotes. */
function wordFor(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return error.claim;
  return error instanceof errors.JOSEError ? error.code : 'form';
}
