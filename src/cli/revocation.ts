import type { Revocation } from '../clients/credentials/revoke.ts';
import type { Outcome } from './outcome.ts';

const SENTENCES: Record<Revocation, string> = {
  revoked: 'is revoked',
  already_revoked: 'was revoked before',
  not_found: 'does not exist',
  no_family: 'does not exist: an operator issued it',
};

/** What revoking came to; only what is not there is a failure. */
export function describeRevocation(what: string, id: string, outcome: Revocation): Outcome {
  return {
    text: `${what} ${id} ${SENTENCES[outcome]}.`,
    json: { id, outcome },
    exitCode: outcome === 'not_found' || outcome === 'no_family' ? 1 : 0,
  };
}
