import type { Rule } from '../../platform/errors/rules.ts';
import { oauthErrors as errors } from '../errors.ts';
import type { ExchangeFacts, Grant } from './facts.ts';

const STEP = '11.2';

/** Of a rule about the code or refresh token: those before it have found one. */
const ofGrant = (holds: (grant: Grant) => boolean) => ({
  holds: ({ grant }: ExchangeFacts) => grant !== null && holds(grant),
});

/** A verifier that does not fit uses the code up: see `exchange.ts`. */
export const VERIFIER_RULE = 'code_verifier_fits';

/** The checks of an exchange, in the order of the table in SPEC 11.2; then what only a thief gets wrong, and the scopes. */
export const exchangeRules: readonly Rule<ExchangeFacts>[] = [
  {
    id: 'client_authenticated',
    step: STEP,
    sentence:
      'The client is known and not blocked, the secret is that of one of its connections (a public client sends none), and a BROKER shows a valid API key.',
    holds: ({ isClientShown }) => isClientShown,
    refusal: errors.clientInvalid,
  },
  {
    id: 'grant_exists',
    step: STEP,
    sentence:
      'The code or refresh token is known and not revoked; its user, client and connection are not blocked.',
    holds: ({ grant }) => grant !== null,
    refusal: errors.tokenNotFound,
  },
  {
    id: 'grant_of_client',
    step: STEP,
    sentence: 'It was issued to the connection that shows itself.',
    ...ofGrant(({ isOwn }) => isOwn),
    refusal: errors.grantOfAnother,
  },
  {
    id: 'grant_not_expired',
    step: STEP,
    sentence: 'It has not expired: a code after 5 minutes, a refresh token after 7 days.',
    ...ofGrant(({ isExpired }) => !isExpired),
    refusal: errors.tokenExpired,
  },
  {
    id: 'redirect_uri_matches',
    step: STEP,
    sentence: 'With a code, `redirect_uri` is the one of the authorization request.',
    ...ofGrant(({ isAtRedirectUri }) => isAtRedirectUri),
    refusal: errors.redirectUriMismatch,
  },
  {
    id: 'consent_stands',
    step: STEP,
    sentence: 'The person has not taken the consent back.',
    ...ofGrant(({ isWithdrawn }) => !isWithdrawn),
    refusal: errors.consentWithdrawn,
  },
  {
    id: 'grant_not_used',
    step: STEP,
    sentence: 'The code was not used before, the refresh token not longer than 30 seconds ago.',
    ...ofGrant(({ isUsed }) => !isUsed),
    refusal: errors.tokenUsed,
  },
  {
    id: VERIFIER_RULE,
    step: STEP,
    sentence:
      'With a code, the SHA-256 of `code_verifier` is the `code_challenge`; without a challenge none is sent. Otherwise the code is used up.',
    ...ofGrant(({ isVerified }) => isVerified),
    refusal: errors.verifierWrong,
  },
  {
    id: 'scope_not_empty',
    step: STEP,
    sentence:
      'A scope is asked for, and the person has a role that counts here; in the form of RFC 6749: something of it is allowed.',
    holds: ({ dialect, requested, hasRoles, allowed }) =>
      dialect === 'rfc6749' ? allowed.length > 0 : requested.length > 0 && hasRoles,
    refusal: errors.scopeEmpty,
    entry: '$.token.scope',
  },
  {
    id: 'scope_of_role',
    step: STEP,
    sentence: "In the national form: every scope that is asked for is in one of the person's roles.",
    holds: ({ dialect, refused }) => dialect === 'rfc6749' || !refused.some(({ by }) => by === 'role'),
    refusal: errors.scopeNotOfRole,
  },
  {
    id: 'scope_of_client',
    step: STEP,
    sentence:
      'In the national form: every scope that is asked for may be carried by the client, the MIS and the API key, and was agreed to.',
    holds: ({ dialect, refused }) => dialect === 'rfc6749' || refused.length === 0,
    refusal: errors.scopeNotOfClient,
    entry: '$.token.scope',
  },
];
