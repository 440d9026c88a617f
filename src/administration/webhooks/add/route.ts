import { defineRoute } from '../../../api/route.ts';
import { EVENT_ID_PATTERN, EVENT_TYPES } from '../../../events/event.ts';
import { typedSchema } from '../../../platform/json/typed-schema.ts';
import { additionRules } from '../rules.ts';
import { newWebhookSchema } from '../webhook.ts';
import { addWebhook } from './handler.ts';

const bodySchema = typedSchema({
  title: 'AddWebhookBody',
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 2000 },
    event_types: { type: 'array', items: { type: 'string', enum: EVENT_TYPES } },
    after: { type: 'string', pattern: EVENT_ID_PATTERN },
  },
});

/** `POST /api/admin/webhooks`: sends events to an HTTPS endpoint from now on. */
export const addWebhookRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/webhooks',
  spec: '11.5',
  summary: 'Add webhook',
  access: { scope: 'webhook:write', apiKey: 'always' },
  body: bodySchema,
  answerIsSecret: true,
  callsOut: true,
  success: { status: 201, description: 'The endpoint with its secret.', data: newWebhookSchema },
  rules: additionRules,
  handle: addWebhook,
});
