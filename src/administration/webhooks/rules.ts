import { webhookErrors as errors } from '../../events/webhooks/errors.ts';
import type { Rule } from '../../platform/errors/rules.ts';

/** The check of `POST /api/admin/webhooks`; the reason is that of `requireUrl`, null where there is none. */
export const additionRules: readonly Rule<{ reason: string | null }>[] = [
  {
    id: 'webhook_url_allowed',
    step: '11.5',
    sentence: '`$.url` is https, and leads to an address that events may be sent to.',
    holds: ({ reason }) => reason === null,
    refusal: errors.urlRefused,
    entry: '$.url',
    values: ({ reason }) => ({ reason: reason ?? '' }),
  },
];

const present: Rule<{ isPresent: boolean }> = {
  id: 'webhook_present',
  step: '11.5',
  sentence: 'There is an endpoint with this id; an id that is not a uuid is none.',
  holds: ({ isPresent }) => isPresent,
  refusal: errors.notFound,
};

/** The check of the methods for one endpoint. */
export const endpointRules = [present] as const;

/** The checks of `PATCH /api/admin/webhooks/{id}/actions/retry`. */
export const retryRules: readonly Rule<{ isPresent: boolean; hasLetter: boolean }>[] = [
  present,
  {
    id: 'dead_letter_present',
    step: '11.5',
    sentence: 'It has the dead letter `$.dead_letter_id`, if one is named.',
    holds: ({ hasLetter }) => hasLetter,
    refusal: errors.deadLetterNotFound,
  },
];
