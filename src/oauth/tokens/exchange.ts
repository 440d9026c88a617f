import { randomUUIDv7 } from 'node:crypto';
import { hashSecret, randomSecret } from '../../auth/secrets.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { unavailable } from '../../platform/errors/http-errors.ts';
import { firstBrokenRule, type RefusalObserver, refusalOf } from '../../platform/errors/rules.ts';
import { seal, unseal } from '../../platform/seal.ts';
import type { Turns } from '../../platform/turns.ts';
import { noteSecretUse, type SecretUses } from '../client.ts';
import { revokeFamily } from '../family.ts';
import { type ExchangeFacts, type Grant, loadExchangeFacts } from './facts.ts';
import type { GrantedTokens, PresentedGrant } from './grant.ts';
import { redeem, renew, rotate } from './mint.queries.ts';
import { exchangeRules, VERIFIER_RULE } from './rules.ts';

export type ExchangeServices = SecretUses & {
  db: Database;
  clock: Clock;
  /** An exchange may wait for a lock on its family, and holds a connection meanwhile. */
  writes: Turns;
  grants: { accessTokenTtlSeconds: number; rotatesRefreshTokens: boolean };
};

/** For the log, the metrics and the audit log. */
export type ExchangeObserver = { requestId: string; observeRefusal: RefusalObserver };

type Code = PresentedGrant & { grantType: 'authorization_code' };
type RefreshToken = PresentedGrant & { grantType: 'refresh_token' };

/** A public client is a page or an app: what it holds, others may see. */
const PUBLIC_TTL_SECONDS = 15 * 60;
const REFRESH_TTL_MS = 7 * 24 * 60 * 60 * 1000;
/** How often somebody may be first, between reading and writing, before a request gives up. */
const MAX_ATTEMPTS = 3;
const SEALING = 'esoz answer to a refresh token';

/**
 * Exchanges a code for tokens, once.
 * @throws ApiError of the first rule that does not hold
 */
export function redeemCode(
  services: ExchangeServices,
  code: Code,
  observer: ExchangeObserver,
): Promise<GrantedTokens> {
  return exchange(services, code, observer, (db, _grant, values) => redeem(db, values));
}

/**
 * Exchanges a refresh token for new tokens; within 30 seconds the same one gives the same tokens, to its holder alone.
 * @throws ApiError of the first rule that does not hold
 */
export function refresh(
  services: ExchangeServices,
  presented: RefreshToken,
  observer: ExchangeObserver,
): Promise<GrantedTokens> {
  const { refreshToken } = presented;
  if (!services.grants.rotatesRefreshTokens)
    return exchange(services, presented, observer, (db, _grant, values) => renew(db, values.slice(0, 9)));
  return exchange(services, presented, observer, (db, grant, values, tokens) => {
    const sealed = seal(JSON.stringify(tokens), sealingOf(refreshToken, grant));
    return rotate(db, [...values, grant.refreshId, sealed]);
  });
}

const sealingOf = (secret: string, { refreshId }: Grant) => ({
  secret,
  purpose: SEALING,
  context: [refreshId as string],
});

/** Writes what was minted; no row where somebody was first. */
type Write = (db: Database, grant: Grant, values: unknown[], tokens: GrantedTokens) => Promise<unknown[]>;

/** Loads facts, enforces the rules in order, writes; again where somebody was first, judged by the new facts. */
async function exchange(
  services: ExchangeServices,
  presented: PresentedGrant,
  observer: ExchangeObserver,
  write: Write,
): Promise<GrantedTokens> {
  const { db, clock, writes } = services;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const now = clock.now();
    const facts = await loadExchangeFacts(db, presented, now);
    if (!(await isGood(services, facts, observer, now))) continue;
    noteSecretUse(services, presented, facts.connections);
    const grant = facts.grant as Grant;
    const kept = repetition(presented, grant);
    if (kept !== undefined) return kept;
    const { tokens, values } = mint(services, presented, facts, { now, requestId: observer.requestId });
    const written = await writes(grant.clientId, () => write(db, grant, values, tokens));
    if (written.length > 0) return tokens;
  }
  throw unavailable('the family of the token keeps changing');
}

/**
 * Whether every rule holds. What a refusal has for a consequence is done before it is told.
 * @returns false where somebody was first: to be judged again
 * @throws ApiError of the first rule that does not hold
 */
async function isGood(
  { db, writes }: ExchangeServices,
  facts: ExchangeFacts,
  { requestId, observeRefusal }: ExchangeObserver,
  now: Date,
): Promise<boolean> {
  const broken = firstBrokenRule(exchangeRules, facts);
  if (broken === undefined) return true;
  const { grant, isClientShown } = facts;
  if (grant?.isOwn && isClientShown) {
    // Whoever comes second may be the thief or the robbed. Without the verifier it is a thief of the code alone, who shall
    // not end what the other has.
    const isReplay = grant.isUsed && grant.isVerified;
    const end = { now, requestId, reason: isReplay ? ('replay' as const) : ('wrong_verifier' as const) };
    if (isReplay) await writes(grant.clientId, () => revokeFamily(db, grant.familyId, end));
    else if (broken.id === VERIFIER_RULE) {
      const isFirst = await writes(grant.clientId, () => revokeFamily(db, grant.familyId, end, true));
      if (!isFirst) return false;
    }
  }
  observeRefusal(broken.id);
  throw refusalOf(broken, facts);
}

/** The answer that was given to this refresh token a moment ago. */
function repetition(presented: PresentedGrant, grant: Grant): GrantedTokens | undefined {
  if (presented.grantType !== 'refresh_token' || grant.sealedAnswer === null) return undefined;
  const answer = unseal(grant.sealedAnswer, sealingOf(presented.refreshToken, grant));
  if (answer === undefined) throw new Error('the answer to a refresh token cannot be opened with it');
  return JSON.parse(answer);
}

function mint(
  { grants }: ExchangeServices,
  presented: PresentedGrant,
  { grant, allowed }: ExchangeFacts,
  { now, requestId }: { now: Date; requestId: string },
): { tokens: GrantedTokens; values: unknown[] } {
  const { clientId, userId, familyId, isPublic } = grant as Grant;
  const goesOn = presented.grantType === 'refresh_token' && !grants.rotatesRefreshTokens;
  const expiresInSeconds = isPublic
    ? Math.min(PUBLIC_TTL_SECONDS, grants.accessTokenTtlSeconds)
    : grants.accessTokenTtlSeconds;
  const expiresAt = new Date(now.getTime() + expiresInSeconds * 1000);
  const tokens: GrantedTokens = {
    id: randomUUIDv7(),
    value: randomSecret(),
    refreshToken: goesOn ? presented.refreshToken : randomSecret(),
    expiresAt: Math.floor(expiresAt.getTime() / 1000),
    expiresInSeconds,
    scope: allowed.join(' '),
    clientId,
    userId,
    grantType: presented.grantType,
  };
  const values = [
    now.toISOString(),
    requestId,
    familyId,
    tokens.id,
    hashSecret(tokens.value),
    clientId,
    userId,
    tokens.scope,
    expiresAt.toISOString(),
    randomUUIDv7(),
    hashSecret(tokens.refreshToken),
    new Date(now.getTime() + REFRESH_TTL_MS).toISOString(),
  ];
  return { tokens, values };
}
