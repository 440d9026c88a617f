import { type ChangingServices, changing } from '../../api/changing.ts';
import { BOOLEAN_PARAMETER, PAGING_PARAMETERS, pagingOf, UUID_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { idFrom, reasonBodySchema, replacementBodySchema } from '../bodies.ts';
import {
  blockConnection,
  changeRedirectUris,
  createConnection,
  refreshSecret,
} from './change-connections.ts';
import {
  connectionChangeSchema,
  connectionSchema,
  newConnectionAnswerSchema,
  newConnectionSchema,
  refreshedConnectionSchema,
} from './connection.ts';
import { connectionList } from './connections.queries.ts';
import { redirectUriMistakes } from './redirect-uri.ts';
import { connectionRules, createConnectionRules, refreshSecretRules } from './rules.ts';

const WRITE = { scope: 'connection:write', apiKey: 'always' } as const;
const ONE_CONNECTION = {
  status: 200,
  description: 'The connection as it is now.',
  data: connectionSchema,
} as const;
const readRedirectUris = (body: unknown) => ({ invalid: redirectUriMistakes(body) });

const listAllConnectionsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/connections',
  spec: '11.5',
  summary: 'List connections',
  access: { scope: 'connection:read', apiKey: 'always' },
  query: {
    client_id: UUID_PARAMETER,
    consumer_id: UUID_PARAMETER,
    is_blocked: BOOLEAN_PARAMETER,
    ...PAGING_PARAMETERS,
  },
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of connections, never their secrets.',
    data: { type: 'array', items: connectionSchema },
  },
  async handle({ query }, { db, clock }: { db: Database; clock: Clock }) {
    const { client_id = null, consumer_id = null, is_blocked = null } = query;
    const values = [clock.now().toISOString(), client_id, consumer_id, is_blocked];
    const { rows, paging } = await connectionList.pages(db, pagingOf(query), values);
    return { data: rows, paging };
  },
});

const createConnectionRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/connections',
  spec: '11.5',
  summary: 'Create connection',
  access: WRITE,
  body: newConnectionSchema,
  readBody: readRedirectUris,
  answerIsSecret: true,
  success: {
    status: 201,
    description: 'The connection with its secret, which is shown this once.',
    data: newConnectionAnswerSchema,
  },
  rules: createConnectionRules,
  async handle(request, services: ChangingServices) {
    const data = await changing(request, services, (change) => createConnection(change, request.body));
    return { data };
  },
});

const updateConnectionRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/connections/:id',
  spec: '11.5',
  summary: 'Update connection',
  access: WRITE,
  body: connectionChangeSchema,
  readBody: readRedirectUris,
  success: ONE_CONNECTION,
  rules: connectionRules,
  async handle(request, services: ChangingServices) {
    const { redirect_uris } = request.body;
    const data = await changing(request, services, (change) =>
      changeRedirectUris(change, idFrom(request.params.id), redirect_uris),
    );
    return { data };
  },
});

const refreshSecretRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/connections/:id/actions/refresh_secret',
  spec: '11.5',
  summary: 'Refresh secret of connection',
  access: WRITE,
  body: replacementBodySchema,
  bodyIsOptional: true,
  answerIsSecret: true,
  success: {
    status: 200,
    description: 'The connection with its new secret, which is shown this once.',
    data: refreshedConnectionSchema,
  },
  rules: refreshSecretRules,
  async handle(request, services: ChangingServices) {
    const which = {
      id: idFrom(request.params.id),
      clientId: null,
      immediately: request.body.immediately === true,
    };
    const data = await changing(request, services, (change) => refreshSecret(change, which));
    return { data };
  },
});

const blockingRoute = (action: 'block' | 'unblock', summary: string) =>
  defineRoute({
    method: 'PATCH',
    path: `/api/admin/connections/:id/actions/${action}`,
    spec: '11.5',
    summary,
    access: WRITE,
    body: reasonBodySchema,
    success: ONE_CONNECTION,
    rules: connectionRules,
    async handle(request, services: ChangingServices) {
      const id = idFrom(request.params.id);
      const { reason } = request.body;
      const data = await changing(request, services, (change) =>
        blockConnection(change, { id, isBlocked: action === 'block', reason }),
      );
      return { data };
    },
  });

/** The administration of connections (SPEC 11.5). */
export const connectionRoutes = [
  listAllConnectionsRoute,
  createConnectionRoute,
  updateConnectionRoute,
  refreshSecretRoute,
  blockingRoute('block', 'Block connection'),
  blockingRoute('unblock', 'Unblock connection'),
];
