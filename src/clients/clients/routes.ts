import { type ChangingServices, changing } from '../../api/changing.ts';
import { BOOLEAN_PARAMETER, PAGING_PARAMETERS, pagingOf, TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { idFrom, lengthMistakes, reasonBodySchema } from '../bodies.ts';
import { blockClient, changeClient, createClient } from './change-clients.ts';
import { clientChangeSchema, clientSchema, newClientSchema } from './client.ts';
import { clientList, findClient } from './clients.queries.ts';
import { blockClientRules, clientRules, createClientRules } from './rules.ts';

const READ = { scope: 'client:read', apiKey: 'always' } as const;
const WRITE = { scope: 'client:write', apiKey: 'always' } as const;
const ONE_CLIENT = { status: 200, description: 'The client as it is now.', data: clientSchema } as const;

const MAX_SCOPES = 200;
const readScopes = (body: unknown) => ({ invalid: lengthMistakes(body, 'scopes', MAX_SCOPES) });

const listClientsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/clients',
  spec: '11.5',
  summary: 'List clients',
  access: READ,
  query: { type: TEXT_PARAMETER, name: TEXT_PARAMETER, is_blocked: BOOLEAN_PARAMETER, ...PAGING_PARAMETERS },
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of clients, never their secrets.',
    data: { type: 'array', items: clientSchema },
  },
  async handle({ query }, { db }: { db: Database }) {
    const { type = null, name = null, is_blocked = null } = query;
    const { rows, paging } = await clientList.pages(db, pagingOf(query), [type, name, is_blocked]);
    return { data: rows, paging };
  },
});

const getClientRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/clients/:id',
  spec: '11.5',
  summary: 'Get client',
  access: READ,
  success: { status: 200, description: 'The client.', data: clientSchema },
  rules: clientRules,
  async handle({ params, observeRefusal }, { db }: { db: Database }) {
    const [client] = await findClient(db, [idFrom(params.id)]);
    enforceRules(clientRules, { client }, observeRefusal);
    return { data: client };
  },
});

const createClientRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/clients',
  spec: '11.5',
  summary: 'Register client',
  access: WRITE,
  body: newClientSchema,
  readBody: readScopes,
  success: { status: 201, description: 'The client. Connections give it secrets.', data: clientSchema },
  rules: createClientRules,
  async handle(request, services: ChangingServices) {
    const data = await changing(request, services, (change) => createClient(change, request.body));
    return { data };
  },
});

const updateClientRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/clients/:id',
  spec: '11.5',
  summary: 'Update client',
  access: WRITE,
  body: clientChangeSchema,
  readBody: readScopes,
  success: ONE_CLIENT,
  rules: clientRules,
  async handle(request, services: ChangingServices) {
    const data = await changing(request, services, (change) =>
      changeClient(change, idFrom(request.params.id), request.body),
    );
    return { data };
  },
});

const blockingRoute = (action: 'block' | 'unblock', summary: string) =>
  defineRoute({
    method: 'PATCH',
    path: `/api/admin/clients/:id/actions/${action}`,
    spec: '11.5',
    summary,
    access: WRITE,
    body: reasonBodySchema,
    success: ONE_CLIENT,
    rules: action === 'block' ? blockClientRules : clientRules,
    async handle(request, services: ChangingServices) {
      const id = idFrom(request.params.id);
      const { reason } = request.body;
      const data = await changing(request, services, (change) =>
        blockClient(change, { id, isBlocked: action === 'block', reason }),
      );
      return { data };
    },
  });

/** The administration of clients (SPEC 11.5). */
export const clientRoutes = [
  listClientsRoute,
  getClientRoute,
  createClientRoute,
  updateClientRoute,
  blockingRoute('block', 'Block client'),
  blockingRoute('unblock', 'Unblock client'),
];
