import type { Rule } from '../../platform/errors/rules.ts';
import { oauthErrors as errors } from '../errors.ts';
import type { TokenRow } from '../tokens.queries.ts';

export type VerifyFacts = { token: TokenRow | undefined; now: Date };

/** As the table of SPEC 11.2 has it for codes and refresh tokens. */
export const verifyRules: readonly Rule<VerifyFacts>[] = [
  {
    id: 'token_exists',
    step: '11.2',
    sentence: 'The access token is known and not revoked; its user, client and connection are not blocked.',
    holds: ({ token }) => token !== undefined && !token.has_ended,
    refusal: errors.tokenNotFound,
  },
  {
    id: 'token_not_expired',
    step: '11.2',
    sentence: 'It has not expired.',
    holds: ({ token, now }) => token !== undefined && Date.parse(token.expires_at) > now.getTime(),
    refusal: errors.tokenExpired,
  },
  {
    id: 'token_consent_stands',
    step: '11.2',
    sentence: 'The person has not taken the consent back.',
    holds: ({ token }) => token?.withdrawn_at == null,
    refusal: errors.consentWithdrawn,
  },
];
