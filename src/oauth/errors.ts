import type { ErrorDefinition } from '../platform/errors/error-definition.ts';

/** Refusals of the token endpoint and of what belongs to it: national text, and what RFC 6749 calls it (SPEC 11.2). */
export const oauthErrors = {
  grantTypeMissing: {
    code: 'grant-type-missing',
    status: 422,
    type: 'validation_failed',
    message: 'Request must include grant_type.',
    oauthError: 'invalid_request',
    cause: 'The request does not say what it exchanges for a token.',
    remedy: 'Send `grant_type`: `authorization_code` or `refresh_token`.',
  },
  grantTypeUnsupported: {
    code: 'grant-type-unsupported',
    status: 422,
    type: 'validation_failed',
    message: 'The authorization grant type is not supported by the authorization server.',
    oauthError: 'unsupported_grant_type',
    cause: 'The `grant_type` is neither `authorization_code` nor `refresh_token`.',
    remedy: 'Send people to the sign-in page and exchange the code that comes back.',
  },
  credentialsTwice: {
    code: 'client-credentials-twice',
    status: 422,
    type: 'validation_failed',
    message: 'Client credentials are given more than once.',
    oauthError: 'invalid_request',
    cause:
      'The request names its client in the `Authorization` header and, otherwise or with a secret, in the body.',
    remedy: 'Send the credentials in one place: `Authorization: Basic`, or the body.',
  },
  clientInvalid: {
    code: 'client-invalid',
    status: 401,
    type: 'invalid_client',
    message: 'Invalid client id or secret.',
    oauthError: 'invalid_client',
    cause:
      'The client is unknown or blocked, the secret is that of none of its connections, or the client is a BROKER and the `API-key` header is missing or wrong. The answer never tells which.',
    remedy: 'Check client id and secret; a BROKER sends the `API-key` of its MIS as well.',
  },
  tokenNotFound: {
    code: 'token-not-found',
    status: 401,
    type: 'token_not_found',
    message: 'Token not found.',
    oauthError: 'invalid_grant',
    cause: 'The code or token is unknown or revoked, or its user, client or connection is blocked.',
    remedy: 'Send the person to the sign-in page again.',
  },
  grantOfAnother: {
    code: 'grant-of-another-client',
    status: 401,
    type: 'invalid_grant',
    message: 'Token not found or expired.',
    oauthError: 'invalid_grant',
    cause: 'The code or refresh token was issued to another client, or to another connection of this one.',
    remedy: 'Exchange it with the client id and secret with which the person was sent to the sign-in page.',
  },
  tokenExpired: {
    code: 'token-expired',
    status: 401,
    type: 'token_expired',
    message: 'Token expired.',
    oauthError: 'invalid_grant',
    cause:
      'A code lives for five minutes, a refresh token for seven days, an access token until its `expires_at`: this time is over.',
    remedy:
      'With a refresh token that is still good get a new access token; otherwise send the person to the sign-in page again.',
  },
  redirectUriMismatch: {
    code: 'redirect-uri-mismatch',
    status: 401,
    type: 'invalid_client',
    message: 'The redirection URI provided does not match a pre-registered value.',
    oauthError: 'invalid_grant',
    cause: 'The `redirect_uri` is not the one with which the person was sent to the sign-in page.',
    remedy: 'Send the same `redirect_uri`, character for character.',
  },
  consentWithdrawn: {
    code: 'consent-withdrawn',
    status: 401,
    type: 'access_denied',
    message: 'Resource owner revoked access for the client.',
    oauthError: 'invalid_grant',
    cause: 'The person has taken the consent back.',
    remedy: 'Send the person to the sign-in page again: it asks for consent anew.',
  },
  tokenUsed: {
    code: 'token-used',
    status: 401,
    type: 'access_denied',
    message: 'Token has already been used.',
    oauthError: 'invalid_grant',
    cause:
      'A code was used before, or a refresh token more than 30 seconds ago. Whoever used it may have stolen it: every token that came of it is revoked.',
    remedy: 'Keep the newest refresh token only; send the person to the sign-in page again.',
  },
  scopeEmpty: {
    code: 'scope-empty',
    status: 422,
    type: 'validation_failed',
    message: 'Requested scope is empty. Scope not passed or user has no roles or global roles.',
    oauthError: 'invalid_scope',
    cause:
      'No scope is asked for, the person has no role that counts here, or nothing that is asked for is allowed.',
    remedy: 'Ask for scopes that the person has roles for.',
  },
  scopeNotOfRole: {
    code: 'scope-not-of-role',
    status: 401,
    type: 'access_denied',
    message: 'Scope is not allowed by user role.',
    oauthError: 'invalid_scope',
    cause: "A scope that is asked for is in none of the person's roles that count here.",
    remedy: 'Ask for fewer scopes, or have the role given to the person.',
  },
  scopeNotOfClient: {
    code: 'scope-not-of-client',
    status: 422,
    type: 'validation_failed',
    message: 'Scope is not allowed by client type.',
    oauthError: 'invalid_scope',
    cause:
      'A scope that is asked for is not among those of the client, of the MIS that began or of the API key of a BROKER; or the person has not agreed to it.',
    remedy: 'Ask for the scopes that the person was asked for, or have the operator allow the client more.',
  },
  verifierWrong: {
    code: 'code-verifier-wrong',
    status: 401,
    type: 'invalid_grant',
    message: 'Token not found or expired.',
    oauthError: 'invalid_grant',
    cause:
      'The `code_verifier` does not fit the `code_challenge`, is missing, or was sent where there was no challenge. The code is used up.',
    remedy: 'Send the verifier whose SHA-256 the challenge was; begin at the sign-in page again.',
  },
} satisfies Record<string, ErrorDefinition>;
