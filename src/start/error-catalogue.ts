import { clientErrors } from '../clients/errors.ts';
import { dictionaryErrors } from '../dictionaries/errors.ts';
import { webhookErrors } from '../events/webhooks/errors.ts';
import { legalEntityErrors } from '../legal-entities/errors.ts';
import { licenseErrors } from '../licenses/errors.ts';
import { oauthErrors } from '../oauth/errors.ts';
import { parameterErrors } from '../parameters/errors.ts';
import { peopleErrors } from '../people/errors.ts';
import type { ErrorDefinition } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';

/** Errors of one part of the product, under the heading that the errors page gives them. */
export type ErrorGroup = { title: string; errors: readonly ErrorDefinition[] };

/**
 * Every catalogue of the product in one list: the source of `docs/reference/errors.md` and of the error answers in
 * `openapi/openapi.json`. A catalogue that is missing here fails the test beside this file.
 */
export const errorGroups: readonly ErrorGroup[] = [
  { title: 'Any method', errors: Object.values(httpErrors) },
  { title: 'Licences', errors: Object.values(licenseErrors) },
  { title: 'Legal entities', errors: Object.values(legalEntityErrors) },
  { title: 'Clients and credentials', errors: Object.values(clientErrors) },
  { title: 'Signing in', errors: Object.values(oauthErrors) },
  { title: 'Users', errors: Object.values(peopleErrors) },
  { title: 'Dictionaries', errors: Object.values(dictionaryErrors) },
  { title: 'Parameters', errors: Object.values(parameterErrors) },
  { title: 'Webhooks', errors: Object.values(webhookErrors) },
];

export const errorCatalogue: readonly ErrorDefinition[] = errorGroups.flatMap(({ errors }) => errors);
