import type { Rule } from '../../platform/errors/rules.ts';
import { clientErrors as errors } from '../errors.ts';
import type { Revocation } from './revoke.ts';

export const issueKeyRules: readonly Rule<{ clientExists: boolean }>[] = [
  {
    id: 'api_key_client_known',
    step: '11.5',
    sentence: 'The client exists.',
    holds: ({ clientExists }) => clientExists,
    refusal: errors.clientUnknown,
    entry: '$.client_id',
  },
];

export const rotateKeyRules: readonly Rule<{ apiKey: { is_in_force: boolean } | undefined }>[] = [
  {
    id: 'api_key_exists',
    step: '11.5',
    sentence: 'The API key exists.',
    holds: ({ apiKey }) => apiKey !== undefined,
    refusal: errors.apiKeyNotFound,
  },
  {
    id: 'api_key_in_force',
    step: '11.5',
    sentence: 'It is neither revoked nor rotated already.',
    holds: ({ apiKey }) => apiKey?.is_in_force === true,
    refusal: errors.apiKeyRotated,
  },
];

export const revokeKeyRules: readonly Rule<{ outcome: Revocation }>[] = [
  {
    id: 'api_key_known',
    step: '11.5',
    sentence: 'The API key exists.',
    holds: ({ outcome }) => outcome !== 'not_found',
    refusal: errors.apiKeyNotFound,
  },
];

export const revokeTokenRules: readonly Rule<{ outcome: Revocation }>[] = [
  {
    id: 'token_known',
    step: '11.5',
    sentence: 'The token exists.',
    holds: ({ outcome }) => outcome !== 'not_found',
    refusal: errors.tokenNotFound,
  },
  {
    id: 'token_has_family',
    step: '11.5',
    sentence: 'It came of a sign-in, where its family is to be revoked.',
    holds: ({ outcome }) => outcome !== 'no_family',
    refusal: errors.tokenWithoutFamily,
  },
];
