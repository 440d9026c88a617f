import { CLINIC, ID, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

const REASON = { reason: 'Звернення МІС від 12.06.2026 № 77' };
const URIS = { redirect_uris: ['https://kashtan.example/callback'] };
const NOTHING = { by: OPERATOR, path: { id: ID.unknown } };
const ONE_CLIENT = '/api/admin/clients/{id}';
const ONE_CONNECTION = '/api/admin/connections/{id}';
const OWN_SECRET = 'PATCH /api/clients/{id}/connections/{connection_id}/actions/refresh_secret';

export async function playClientErrors({ play }: Stage): Promise<void> {
  await play(`GET ${ONE_CLIENT}`, '404 client-not-found', NOTHING);
  await play(`PATCH ${ONE_CLIENT}`, '404 client-not-found', { ...NOTHING, body: { name: 'МІС' } });
  for (const action of ['block', 'unblock'])
    await play(`PATCH ${ONE_CLIENT}/actions/${action}`, '404 client-not-found', { ...NOTHING, body: REASON });
  await play('GET /api/clients/{id}/connections', '404 client-not-found', {
    by: CLINIC,
    path: { id: ID.pharmacy },
  });
  await play('POST /api/admin/clients', '409 client-exists', {
    by: OPERATOR,
    body: { id: ID.mis, name: 'МІС «Демо»', type: 'MIS', scopes: ['license:read'] },
  });
  await play(`PATCH ${ONE_CLIENT}/actions/block`, '409 client-blocks-itself', {
    by: OPERATOR,
    path: { id: ID.nhs },
    body: REASON,
  });
}

export async function playConnectionErrors({ play }: Stage): Promise<void> {
  await play(`PATCH ${ONE_CONNECTION}`, '404 connection-not-found', { ...NOTHING, body: URIS });
  for (const action of ['block', 'unblock'])
    await play(`PATCH ${ONE_CONNECTION}/actions/${action}`, '404 connection-not-found', {
      ...NOTHING,
      body: REASON,
    });
  const refresh = `PATCH ${ONE_CONNECTION}/actions/refresh_secret`;
  await play(refresh, '404 connection-not-found', { ...NOTHING, body: {} });
  await play(OWN_SECRET, '404 connection-not-found', {
    by: CLINIC,
    path: { id: ID.clinic, connection_id: ID.unknown },
    body: {},
  });
  const create = 'POST /api/admin/connections';
  const between = { client_id: ID.clinic, consumer_id: ID.unknown, ...URIS };
  await play(create, '422 client-unknown', { by: OPERATOR, body: between });
  const { data } = await play(create, '201', {
    by: OPERATOR,
    body: { ...between, client_id: ID.primaryCare, consumer_id: ID.mis },
  });
  await play(create, '409 connection-exists', {
    by: OPERATOR,
    body: { ...between, client_id: ID.primaryCare, consumer_id: ID.mis },
  });
  const one = { by: OPERATOR, path: { id: data.id }, body: {} };
  await play(refresh, '200', one);
  await play(refresh, '409 former-secret-in-use', one);
  await playOwnSecretErrors({ play });
}

/** Of the clinic: with a public client, and with the МІС that it has a secret for. */
async function playOwnSecretErrors({ play }: Pick<Stage, 'play'>): Promise<void> {
  const { data: open } = await play('POST /api/admin/connections', '201', {
    by: OPERATOR,
    body: { client_id: ID.clinic, consumer_id: ID.console, ...URIS },
  });
  const { data: own } = await play('GET /api/clients/{id}/connections', '200', {
    by: CLINIC,
    path: { id: ID.clinic },
  });
  const refreshing = (connection_id: string) => ({
    by: CLINIC,
    path: { id: ID.clinic, connection_id },
    body: {},
  });
  await play(OWN_SECRET, '409 connection-without-secret', refreshing(open.id));
  await play('PATCH /api/admin/connections/{id}/actions/refresh_secret', '409 connection-without-secret', {
    by: OPERATOR,
    path: { id: open.id },
    body: {},
  });
  const closed = own.find(({ has_secret }: { has_secret: boolean }) => has_secret);
  await play(OWN_SECRET, '200', refreshing(closed.id));
  await play(OWN_SECRET, '409 former-secret-in-use', refreshing(closed.id));
}

export async function playCredentialErrors({ play }: Stage): Promise<void> {
  const rotate = 'PATCH /api/admin/api_keys/{id}/actions/rotate';
  await play('POST /api/admin/api_keys', '422 client-unknown', {
    by: OPERATOR,
    body: { client_id: ID.unknown },
  });
  await play(rotate, '404 api-key-not-found', { ...NOTHING, body: {} });
  await play('PATCH /api/admin/api_keys/{id}/actions/revoke', '404 api-key-not-found', NOTHING);
  const { data: key } = await play('POST /api/admin/api_keys', '201', {
    by: OPERATOR,
    body: { client_id: ID.pharmacy },
  });
  const one = { by: OPERATOR, path: { id: key.id }, body: {} };
  await play(rotate, '200', one);
  await play(rotate, '409 api-key-rotated', one);

  const revoke = 'PATCH /api/admin/tokens/{id}/actions/revoke';
  await play(revoke, '404 token-not-found-by-id', { ...NOTHING, body: {} });
  const { data: tokens } = await play('GET /api/admin/tokens', '200', {
    by: OPERATOR,
    query: { client_id: ID.primaryCare },
  });
  await play(revoke, '409 token-without-family', {
    by: OPERATOR,
    path: { id: tokens[0].id },
    body: { family: true },
  });
}
