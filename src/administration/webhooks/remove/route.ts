import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { removeEndpoint } from '../../../events/webhooks/endpoints.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { exactObject } from '../../../platform/json/typed-schema.ts';
import { endpointRules } from '../rules.ts';
import { isEndpoint } from '../webhook.ts';

/** `DELETE /api/admin/webhooks/{id}`: sends nothing more, and forgets its dead letters. */
export const removeWebhookRoute = defineRoute({
  method: 'DELETE',
  path: '/api/admin/webhooks/:id',
  spec: '11.5',
  summary: 'Remove webhook',
  access: { scope: 'webhook:write', apiKey: 'always' },
  success: {
    status: 200,
    description: 'What was removed.',
    data: { title: 'RemovedWebhook', ...exactObject({ id: { type: 'string', format: 'uuid' } }) },
  },
  rules: endpointRules,
  handle: async (request, services: ChangingServices) =>
    changing(request, services, async ({ db, stamp, observeRefusal }) => {
      const id = request.params.id.toLowerCase();
      const isPresent = (await isEndpoint(db, id)) && (await removeEndpoint(db, stamp, id));
      enforceRules(endpointRules, { isPresent }, observeRefusal);
      return { data: { id } };
    }),
});
