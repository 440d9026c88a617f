import { ID, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

const REASON = 'Наказ від 15.06.2026 № 31';

export async function playUsers({ play }: Stage): Promise<void> {
  await play('GET /api/admin/roles', '200', { by: OPERATOR });
  await play('GET /api/admin/users', '200', { by: OPERATOR, query: { role: 'OWNER' } });
  const { data: user } = await play('POST /api/admin/users', '201', {
    by: OPERATOR,
    body: { email: 'deputy@clinic.example', roles: [{ name: 'ADMIN', legal_entity_id: ID.clinic }] },
  });
  const one = { by: OPERATOR, path: { id: user.id } };
  await play('GET /api/admin/users/{id}', '200', one);
  await play('PATCH /api/admin/users/{id}', '200', { ...one, body: { email: 'head@clinic.example' } });
  await play('PUT /api/admin/users/{id}/roles', '200', {
    ...one,
    body: { roles: [{ name: 'OWNER', legal_entity_id: ID.clinic }] },
  });
  await play('POST /api/admin/users/{id}/password_links', '201', { ...one, body: { purpose: 'invitation' } });
  await play('PATCH /api/admin/users/{id}/actions/block', '200', { ...one, body: { reason: REASON } });
  await play('PATCH /api/admin/users/{id}/actions/unblock', '200', { ...one, body: { reason: REASON } });
}

export async function playRegistration({ play }: Stage): Promise<void> {
  const { data: clinic } = await play('POST /api/admin/legal_entities', '201', {
    by: OPERATOR,
    body: { name: 'Амбулаторія № 7', edrpou: '40123456', type: 'PRIMARY_CARE', reason: REASON },
  });
  const one = { by: OPERATOR, path: { id: clinic.id } };
  await play('PATCH /api/admin/legal_entities/{id}', '200', {
    ...one,
    body: { name: 'Амбулаторія сімейної медицини № 7', reason: REASON },
  });
  await play('PATCH /api/admin/legal_entities/{id}/actions/change_status', '200', {
    ...one,
    body: { status: 'SUSPENDED', reason: REASON },
  });
}

export async function playAuditLog({ play }: Stage): Promise<void> {
  await play('GET /api/admin/audit_log', '200', {
    by: OPERATOR,
    query: { resource: 'license', action: 'update', limit: 5 },
  });
  await play('GET /api/admin/audit_log/verification', '200', { by: OPERATOR, shown: withOneHead });
}

export async function playWebhooks({ play, database }: Stage): Promise<void> {
  const { data: webhook } = await play('POST /api/admin/webhooks', '201', {
    by: OPERATOR,
    // An address in place of a name: nothing is looked up.
    body: { url: 'https://8.8.8.8/events', event_types: ['license.created', 'license.updated'] },
  });
  const one = { by: OPERATOR, path: { id: webhook.id } };
  await play('GET /api/admin/webhooks', '200', { by: OPERATOR });
  await play('PATCH /api/admin/webhooks/{id}', '200', { ...one, body: { event_types: ['license.created'] } });
  await play('PATCH /api/admin/webhooks/{id}/actions/rotate_secret', '200', { ...one, body: {} });
  await giveUp(database, webhook.id);
  await play('GET /api/admin/webhooks/{id}/dead_letters', '200', one);
  await play('PATCH /api/admin/webhooks/{id}/actions/retry', '200', { ...one, body: {} });
  await play('DELETE /api/admin/webhooks/{id}', '200', one);
}

/** As the dispatcher does after the last attempt. */
async function giveUp(database: Stage['database'], endpointId: string): Promise<void> {
  await database.query(
    `INSERT INTO webhook_dead_letters (endpoint_id, event_transaction, event_id, event_type, attempts, last_error, failed_at)
     VALUES ($1, 1, 0, 'license.created', 10, 'status 503', '2026-06-14T21:00:00Z')`,
    [endpointId],
  );
}

export async function playStatus({ play, clock }: Stage): Promise<void> {
  const started_at = clock.now().toISOString();
  await play('GET /api/admin/status', '200', {
    by: OPERATOR,
    shown: ({ meta, data }) => ({ meta, data: { ...data, ...SHOWN_STATUS, started_at } }),
  });
}

/** What is another each time: measured, and counted over all that was played before. */
const SHOWN_STATUS = {
  ready: ['database', 'ael', 'bucket'].map((name) => ({ name, ok: true })),
  instance: '5f0e2f4c-6f0b-4d52-9a39-0d3c7f1f8a11',
  counters: {
    requests: 1204,
    refused: 31,
    failed: 0,
    duration_seconds_sum: 4.816,
    links: 17,
    licenses_created: 208,
  },
  database: { pool_in_use: 0, pool_size: 16, pool_waiting: 0 },
};

type Heads = { lanes: { lane: number; position: number }[] };

/** Which of the many lanes a process writes to is chance. */
function withOneHead(body: { data: { heads: Heads } }): object {
  const { heads } = body.data;
  const [used] = heads.lanes.filter(({ position }) => position > 0);
  return { ...body, data: { ...body.data, heads: { ...heads, lanes: [{ ...used, lane: 17 }] } } };
}
