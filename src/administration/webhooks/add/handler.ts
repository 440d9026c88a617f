import type { Answer } from '../../../api/answers.ts';
import { type ChangingServices, changeBy } from '../../../api/changing.ts';
import type { HandledRequest } from '../../../api/route.ts';
import { parseEventId } from '../../../events/event.ts';
import { addEndpoint, type EndpointPolicy, WebhookError } from '../../../events/webhooks/endpoints.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { additionRules } from '../rules.ts';

type Body = { url: string; event_types?: string[] | undefined; after?: string | undefined };
type Services = ChangingServices & { webhookPolicy: EndpointPolicy };

/** Its name is looked up meanwhile. That one may be private is nothing that this method could permit. */
export async function addWebhook(
  request: HandledRequest<{ body: Body }>,
  services: Services,
): Promise<Answer> {
  const { url, event_types: eventTypes = [], after } = request.body;
  const { db, stamp, observeRefusal } = changeBy(request, services);
  const endpoint = { url, eventTypes, allowPrivate: false, after: parseEventId(after ?? '') };
  const added = await addEndpoint(db, stamp, endpoint, services.webhookPolicy).catch((error) => {
    if (error instanceof WebhookError) enforceRules(additionRules, { reason: error.message }, observeRefusal);
    throw error;
  });
  return { data: { id: added.id, event_types: added.eventTypes, secret: added.secret } };
}
