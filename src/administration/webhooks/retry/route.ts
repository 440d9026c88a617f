import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { retryDeadLetters } from '../../../events/webhooks/endpoints.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { exactObject, typedSchema } from '../../../platform/json/typed-schema.ts';
import { retryRules } from '../rules.ts';
import { isEndpoint } from '../webhook.ts';

const bodySchema = typedSchema({
  title: 'RetryBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    dead_letter_id: { type: 'string', pattern: '^[0-9]{1,18}$' },
  },
});

/** `PATCH /api/admin/webhooks/{id}/actions/retry`: one more attempt at its dead letters, within seconds. */
export const retryDeadLettersRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/webhooks/:id/actions/retry',
  spec: '11.5',
  summary: 'Retry dead letters of webhook',
  access: { scope: 'webhook:write', apiKey: 'always' },
  body: bodySchema,
  success: {
    status: 200,
    description: 'How many will be tried again.',
    data: { title: 'Retry', ...exactObject({ retried: { type: 'integer' } }) },
  },
  rules: retryRules,
  handle: async (request, services: ChangingServices) =>
    changing(request, services, async ({ db, stamp, observeRefusal }) => {
      const { id: endpointId } = request.params;
      const { dead_letter_id: letterId } = request.body;
      const isPresent = await isEndpoint(db, endpointId);
      const retried = isPresent ? await retryDeadLetters(db, stamp, { letterId, endpointId }) : [];
      const hasLetter = letterId === undefined || retried.length > 0;
      enforceRules(retryRules, { isPresent, hasLetter }, observeRefusal);
      return { data: { retried: retried.length } };
    }),
});
