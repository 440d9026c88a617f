import { CLINIC, ID, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

const REASON = { reason: 'Звернення МІС від 12.06.2026 № 77' };

/** An operator lets a new МІС in, and a clinic connects with it. */
export async function playClients({ play }: Stage): Promise<void> {
  await play('GET /api/admin/clients', '200', { by: OPERATOR, query: { type: 'MIS' } });
  const { data: client } = await play('POST /api/admin/clients', '201', {
    by: OPERATOR,
    body: {
      name: 'МІС «Каштан»',
      type: 'MIS',
      access_type: 'BROKER',
      scopes: ['license:read', 'license:write', 'legal_entity:read'],
    },
  });
  const one = { by: OPERATOR, path: { id: client.id } };
  await play('GET /api/admin/clients/{id}', '200', one);
  await play('PATCH /api/admin/clients/{id}', '200', { ...one, body: { name: 'МІС «Каштан 2»' } });
  await play('PATCH /api/admin/clients/{id}/actions/block', '200', { ...one, body: REASON });
  await play('PATCH /api/admin/clients/{id}/actions/unblock', '200', { ...one, body: REASON });
  await playConnections({ play }, client.id);
  await playApiKeys({ play }, client.id);
}

async function playConnections({ play }: Pick<Stage, 'play'>, consumer_id: string): Promise<void> {
  const { data: connection } = await play('POST /api/admin/connections', '201', {
    by: OPERATOR,
    body: { client_id: ID.clinic, consumer_id, redirect_uris: ['https://kashtan.example/callback'] },
  });
  const one = { by: OPERATOR, path: { id: connection.id } };
  await play('GET /api/admin/connections', '200', { by: OPERATOR, query: { consumer_id } });
  await play('PATCH /api/admin/connections/{id}', '200', {
    ...one,
    body: { redirect_uris: ['https://kashtan.example/callback', 'https://test.kashtan.example/callback'] },
  });
  await play('PATCH /api/admin/connections/{id}/actions/refresh_secret', '200', { ...one, body: {} });
  await play('PATCH /api/admin/connections/{id}/actions/block', '200', { ...one, body: REASON });
  await play('PATCH /api/admin/connections/{id}/actions/unblock', '200', { ...one, body: REASON });
  await play('GET /api/clients/{id}/connections', '200', { by: CLINIC, path: { id: ID.clinic } });
  await play('PATCH /api/clients/{id}/connections/{connection_id}/actions/refresh_secret', '200', {
    by: CLINIC,
    path: { id: ID.clinic, connection_id: connection.id },
    body: { immediately: true },
  });
}

async function playApiKeys({ play }: Pick<Stage, 'play'>, client_id: string): Promise<void> {
  const { data: key } = await play('POST /api/admin/api_keys', '201', { by: OPERATOR, body: { client_id } });
  await play('GET /api/admin/api_keys', '200', { by: OPERATOR, query: { client_id } });
  const { data: successor } = await play('PATCH /api/admin/api_keys/{id}/actions/rotate', '200', {
    by: OPERATOR,
    path: { id: key.id },
    body: { immediately: false },
  });
  await play('PATCH /api/admin/api_keys/{id}/actions/revoke', '200', {
    by: OPERATOR,
    path: { id: successor.id },
  });
}
