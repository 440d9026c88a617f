import { PAGING_PARAMETERS, pagingOf } from '../../../api/query.ts';
import { defineRoute } from '../../../api/route.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { pageOf } from '../../../platform/paging.ts';
import { viewEndpoints, webhookSchema } from '../webhook.ts';

/** `GET /api/admin/webhooks`: where events are sent, and how that fares. */
export const listWebhooksRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/webhooks',
  spec: '11.5',
  summary: 'List webhooks',
  access: { scope: 'webhook:read', apiKey: 'always' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of endpoints.',
    data: { type: 'array', items: webhookSchema },
  },
  handle: async ({ query }, { db, clock }: { db: Database; clock: Clock }) => {
    const { rows, paging } = pageOf(await viewEndpoints(db, clock), pagingOf(query));
    return { data: rows, paging };
  },
});
