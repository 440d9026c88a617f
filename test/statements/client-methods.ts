import { randomUUID } from 'node:crypto';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { officer, officerClientId } from '../fixtures/officer.ts';

type Requests = Record<string, () => Promise<ApiAnswer>>;

/** A successful request to each method for clients, connections, keys and tokens. @param url of a path */
export function clientMethods(url: (path: string) => string): {
  prepare(): Promise<void>;
  requests: Requests;
} {
  const send = (method: string, path: string, body?: object) =>
    call(url(path), { ...officer, method, ...(body === undefined ? {} : { body }) });
  const newClient = { name: 'МІС', type: 'MIS', scopes: ['a:b'] };
  const reason = { reason: 'вимір' };
  const at = { client: '', consumer: '', connection: '', rotated: '', revoked: '', token: randomUUID() };

  async function made(path: string, body: object): Promise<string> {
    const answer = await send('POST', `/api/admin/${path}`, body);
    assertStatus(answer, 201);
    return answer.body.data.id;
  }
  async function prepare(): Promise<void> {
    at.client = await made('clients', newClient);
    at.consumer = await made('clients', newClient);
    const sides = { client_id: at.client, consumer_id: officerClientId };
    at.connection = await made('connections', { ...sides, redirect_uris: [] });
    at.rotated = await made('api_keys', { client_id: at.client });
    at.revoked = await made('api_keys', { client_id: at.client });
    const tokens = await send('GET', `/api/admin/tokens?client_id=${officerClientId}`);
    at.token = tokens.body.data[0].id;
  }

  const requests: Requests = {};
  const add = (name: string, path: () => string, body?: () => object) => {
    requests[name] = () => send(name.split(' ')[0] as string, path(), body?.());
  };
  const own = `/api/clients/${officerClientId}/connections`;
  add('GET /api/clients/:id/connections', () => own);
  add(
    'PATCH /api/clients/:id/connections/:connection_id/actions/refresh_secret',
    () => `${own}/${officerClientId}/actions/refresh_secret`,
  );
  add('GET /api/admin/clients', () => '/api/admin/clients?type=MIS');
  add('GET /api/admin/clients/:id', () => `/api/admin/clients/${at.client}`);
  add(
    'POST /api/admin/clients',
    () => '/api/admin/clients',
    () => newClient,
  );
  add(
    'PATCH /api/admin/clients/:id',
    () => `/api/admin/clients/${at.client}`,
    () => ({ name: 'МІС 2' }),
  );
  add('GET /api/admin/connections', () => '/api/admin/connections');
  add(
    'POST /api/admin/connections',
    () => '/api/admin/connections',
    () => ({
      client_id: at.client,
      consumer_id: at.consumer,
      redirect_uris: ['https://mis.example/'],
    }),
  );
  add(
    'PATCH /api/admin/connections/:id',
    () => `/api/admin/connections/${at.connection}`,
    () => ({
      redirect_uris: ['https://mis.example/'],
    }),
  );
  for (const action of ['block', 'unblock']) {
    for (const subject of ['client', 'connection'] as const)
      add(
        `PATCH /api/admin/${subject}s/:id/actions/${action}`,
        () => `/api/admin/${subject}s/${at[subject]}/actions/${action}`,
        () => reason,
      );
  }
  add(
    'PATCH /api/admin/connections/:id/actions/refresh_secret',
    () => `/api/admin/connections/${at.connection}/actions/refresh_secret`,
  );
  add('GET /api/admin/api_keys', () => '/api/admin/api_keys');
  add(
    'POST /api/admin/api_keys',
    () => '/api/admin/api_keys',
    () => ({ client_id: at.client }),
  );
  add(
    'PATCH /api/admin/api_keys/:id/actions/rotate',
    () => `/api/admin/api_keys/${at.rotated}/actions/rotate`,
  );
  add(
    'PATCH /api/admin/api_keys/:id/actions/revoke',
    () => `/api/admin/api_keys/${at.revoked}/actions/revoke`,
  );
  add('GET /api/admin/tokens', () => `/api/admin/tokens?client_id=${officerClientId}`);
  // The last of all: it is the officer's own.
  add('PATCH /api/admin/tokens/:id/actions/revoke', () => `/api/admin/tokens/${at.token}/actions/revoke`);
  return { prepare, requests };
}
