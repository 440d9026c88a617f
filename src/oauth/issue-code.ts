import { randomUUIDv7 } from 'node:crypto';
import { hashSecret, randomSecret } from '../auth/secrets.ts';
import { unavailable } from '../platform/errors/http-errors.ts';
import type { ConsentServices } from './consents.ts';
import type { Context } from './contexts.ts';
import { insertFamily } from './issue-code.queries.ts';
import type { AuthorizationRequest } from './request.ts';

const CODE_LIFETIME_MS = 5 * 60 * 1000;

/**
 * Issues an authorization code for what the person has agreed to.
 * @param given the context is one that `isConsented`, or what `giveConsent` made of it, with at least one scope
 * @throws ApiError 503 where the session or the consent has ended in the meantime: the next request finds out which
 */
export async function issueCode(
  { db, clock, writes }: ConsentServices,
  given: {
    request: AuthorizationRequest;
    context: Context;
    session: { id: string; userId: string };
    requestId: string;
  },
): Promise<{ code: string }> {
  const { request, context, session, requestId } = given;
  const now = clock.now();
  const code = randomSecret();
  const values = [
    now.toISOString(),
    session.userId,
    requestId,
    randomUUIDv7(),
    context.connectionId,
    request.redeemerId,
    request.requestedScopes.join(' '),
    context.scopes.join(' '),
    request.redirectUri,
    hashSecret(code),
    request.codeChallenge,
    new Date(now.getTime() + CODE_LIFETIME_MS).toISOString(),
    context.scopes,
    session.id,
  ];
  const [family] = await writes(context.clientId, () => insertFamily(db, values));
  if (family === undefined) throw unavailable('the session or the consent has ended');
  return { code };
}
