import type { ErrorDefinition } from '../../platform/errors/error-definition.ts';

/** Refusals of the methods for webhooks. */
export const webhookErrors = {
  notFound: {
    code: 'webhook-not-found',
    status: 404,
    type: 'not_found',
    message: 'Webhook not found',
    cause: 'No endpoint has this id, or it was removed.',
    remedy: 'Take the id from `GET /api/admin/webhooks`.',
  },
  urlRefused: {
    code: 'webhook-url-refused',
    status: 422,
    type: 'validation_failed',
    message: 'Webhook can not be sent to this URL: <reason>',
    cause:
      'The URL is not https, has a user or a fragment, or leads to an address that is not public. A private address is permitted by the configuration (`WEBHOOK_ALLOW_PRIVATE`), or to one endpoint by `esoz webhook add --allow-private`: whoever may call this method must not reach what is inside.',
    remedy: 'Give an https URL of a public receiver.',
  },
  deadLetterNotFound: {
    code: 'dead-letter-not-found',
    status: 404,
    type: 'not_found',
    message: 'Dead letter not found',
    cause: 'The endpoint has no dead letter with this id; one that was delivered at last is gone.',
    remedy: 'Take the id from `GET /api/admin/webhooks/{id}/dead_letters`.',
  },
} satisfies Record<string, ErrorDefinition>;
