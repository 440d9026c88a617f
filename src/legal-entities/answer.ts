import type { Answer } from '../api/answers.ts';
import { etagOf, type Validators } from '../platform/http/conditional.ts';
import type { LegalEntityDetails } from './legal-entities.queries.ts';

/** The tag is of all that an answer shows, the licence included; when the legal entity itself was changed is beside it. */
export function validatorsOf(details: LegalEntityDetails): Validators {
  return {
    etag: etagOf(JSON.stringify(details)),
    lastModified: new Date(details.updated_at),
  };
}

/** An answer that is one legal entity. */
export const legalEntityAnswer = (details: LegalEntityDetails): Answer => ({
  data: details,
  headers: { etag: validatorsOf(details).etag },
});
