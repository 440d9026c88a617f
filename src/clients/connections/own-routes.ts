import { type ChangingServices, changing } from '../../api/changing.ts';
import { PAGING_PARAMETERS, pagingOf } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { idFrom, replacementBodySchema } from '../bodies.ts';
import { refreshSecret } from './change-connections.ts';
import { connectionSchema, refreshedConnectionSchema } from './connection.ts';
import { connectionList } from './connections.queries.ts';
import { ownClientRules, refreshSecretRules } from './rules.ts';

const listConnectionsRoute = defineRoute({
  method: 'GET',
  path: '/api/clients/:id/connections',
  spec: '11.3',
  summary: 'Get client connections',
  access: { scope: 'connection:read', apiKey: 'broker' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of the connections of the own legal entity, never their secrets.',
    data: { type: 'array', items: connectionSchema },
  },
  rules: ownClientRules,
  async handle({ params, query, principal, observeRefusal }, { db, clock }: { db: Database; clock: Clock }) {
    const { clientId } = principal;
    enforceRules(ownClientRules, { isOwn: idFrom(params.id) === clientId }, observeRefusal);
    const values = [clock.now().toISOString(), clientId, null, null];
    const { rows, paging } = await connectionList.pages(db, pagingOf(query), values);
    return { data: rows, paging };
  },
});

const refreshOwnSecretRoute = defineRoute({
  method: 'PATCH',
  path: '/api/clients/:id/connections/:connection_id/actions/refresh_secret',
  spec: '11.3',
  summary: 'Refresh client secret',
  access: { scope: 'connection:refresh_secret', apiKey: 'broker' },
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
    const { params, principal, body } = request;
    // A connection of another client is not even looked for, so it differs from a missing one in no way.
    const isOwn = idFrom(params.id) === principal.clientId;
    const id = isOwn ? idFrom(params.connection_id) : null;
    const { clientId } = principal;
    const data = await changing(request, services, (change) =>
      refreshSecret(change, { id, clientId, immediately: body.immediately === true }),
    );
    return { data };
  },
});

/** What a legal entity does with its own connections (SPEC 11.3). */
export const ownConnectionRoutes = [listConnectionsRoute, refreshOwnSecretRoute];
