import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { EVENT_TYPES } from '../../../events/event.ts';
import { changeEndpoint } from '../../../events/webhooks/endpoints.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { typedSchema } from '../../../platform/json/typed-schema.ts';
import { endpointRules } from '../rules.ts';
import { isEndpoint, viewEndpoints, webhookSchema } from '../webhook.ts';

const bodySchema = typedSchema({
  title: 'ChangeWebhookBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    event_types: { type: 'array', items: { type: 'string', enum: EVENT_TYPES } },
    is_active: { type: 'boolean' },
  },
});

/** `PATCH /api/admin/webhooks/{id}`: which events it gets; pauses it, or lets it go on where it stopped. */
export const changeWebhookRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/webhooks/:id',
  spec: '11.5',
  summary: 'Change webhook',
  access: { scope: 'webhook:write', apiKey: 'always' },
  body: bodySchema,
  success: { status: 200, description: 'The endpoint as it is now.', data: webhookSchema },
  rules: endpointRules,
  handle: async (request, services: ChangingServices) => {
    const { event_types: eventTypes, is_active: isActive } = request.body;
    return changing(request, services, async ({ db, stamp, observeRefusal }) => {
      const { id } = request.params;
      const isPresent =
        (await isEndpoint(db, id)) && (await changeEndpoint(db, stamp, id, { eventTypes, isActive }));
      enforceRules(endpointRules, { isPresent }, observeRefusal);
      const endpoints = await viewEndpoints(db, services.clock);
      return { data: endpoints.find((endpoint) => endpoint.id === id.toLowerCase()) };
    });
  },
});
