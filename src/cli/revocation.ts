import type { Revocation } from '../auth/issue.ts';
import type { Outcome } from './outcome.ts';

const SENTENCES: Record<Revocation, string> = {
  revoked: 'is revoked',
  already_revoked: 'was revoked before',
  not_found: 'does not exist',
};

/** What revoking came to; only an unknown id is a failure. */
export function describeRevocation(what: string, id: string, outcome: Revocation): Outcome {
  return {
    text: `${what} ${id} ${SENTENCES[outcome]}.`,
    json: { id, outcome },
    exitCode: outcome === 'not_found' ? 1 : 0,
  };
}
