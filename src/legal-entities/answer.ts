import { createHash } from 'node:crypto';
import type { Answer } from '../api/answers.ts';
import type { Validators } from '../platform/http/conditional.ts';
import type { LegalEntityDetails } from './legal-entities.queries.ts';

/** The tag is of all that an answer shows, the licence included; when the legal entity itself was changed is beside it. */
export function validatorsOf(details: LegalEntityDetails): Validators {
  return {
    etag: `"${createHash('sha256').update(JSON.stringify(details)).digest('base64url')}"`,
    lastModified: new Date(details.updated_at),
  };
}

/** An answer that is one legal entity. */
export const legalEntityAnswer = (details: LegalEntityDetails): Answer => ({
  data: details,
  headers: { etag: validatorsOf(details).etag },
});
