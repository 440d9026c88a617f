import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { rotateSecret } from '../../../events/webhooks/endpoints.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { exactObject, typedSchema } from '../../../platform/json/typed-schema.ts';
import { endpointRules } from '../rules.ts';
import { isEndpoint, previousSecretUntil, webhookSecret } from '../webhook.ts';

/** As a refreshed secret of a connection (SPEC 11.3). */
const OVERLAP_SECONDS = 24 * 60 * 60;

const bodySchema = typedSchema({
  title: 'RotateWebhookSecretBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    immediately: { type: 'boolean' },
  },
});

/** `PATCH /api/admin/webhooks/{id}/actions/rotate_secret`: a new secret; the old one signs for another day. */
export const rotateWebhookSecretRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/webhooks/:id/actions/rotate_secret',
  spec: '11.5',
  summary: 'Rotate secret of webhook',
  access: { scope: 'webhook:write', apiKey: 'always' },
  body: bodySchema,
  answerIsSecret: true,
  success: {
    status: 200,
    description: 'The new secret.',
    data: {
      title: 'WebhookSecret',
      ...exactObject({
        id: { type: 'string', format: 'uuid' },
        secret: webhookSecret,
        previous_secret_until: previousSecretUntil,
      }),
    },
  },
  rules: endpointRules,
  handle: async (request, services: ChangingServices) =>
    changing(request, services, async ({ db, stamp, observeRefusal }) => {
      const id = request.params.id.toLowerCase();
      const seconds = request.body.immediately === true ? 0 : OVERLAP_SECONDS;
      const rotated = (await isEndpoint(db, id)) ? await rotateSecret(db, stamp, id, seconds) : undefined;
      enforceRules(endpointRules, { isPresent: rotated !== undefined }, observeRefusal);
      return {
        data: { id, secret: rotated?.secret, previous_secret_until: rotated?.previousSecretUntil ?? null },
      };
    }),
});
