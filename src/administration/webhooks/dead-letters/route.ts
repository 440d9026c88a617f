import { PAGING_PARAMETERS, pagingOf } from '../../../api/query.ts';
import { defineRoute } from '../../../api/route.ts';
import { pageOfDeadLetters } from '../../../events/webhooks/endpoints.queries.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { exactObject } from '../../../platform/json/typed-schema.ts';
import { endpointRules } from '../rules.ts';
import { isEndpoint } from '../webhook.ts';

const text = { type: 'string' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** `GET /api/admin/webhooks/{id}/dead_letters`: events that no attempt brought there. */
export const listDeadLettersRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/webhooks/:id/dead_letters',
  spec: '11.5',
  summary: 'List dead letters of webhook',
  access: { scope: 'webhook:read', apiKey: 'always' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of dead letters, in the order in which they were given up.',
    data: {
      type: 'array',
      items: {
        title: 'DeadLetter',
        ...exactObject({
          id: text,
          endpoint_id: { ...text, format: 'uuid' },
          event_type: text,
          attempts: { type: 'integer' },
          last_error: text,
          failed_at: timestamp,
          retry_requested_at: { type: ['string', 'null'], format: 'date-time' },
          event_id: text,
        }),
      },
    },
  },
  rules: endpointRules,
  handle: async ({ params, query, observeRefusal }, { db }: { db: Database }) => {
    enforceRules(endpointRules, { isPresent: await isEndpoint(db, params.id) }, observeRefusal);
    const { rows, paging } = await pageOfDeadLetters(db, pagingOf(query), [params.id]);
    return { data: rows, paging };
  },
});
