import { ID, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

const REASON = 'Наказ від 15.06.2026 № 31';
const NOTHING = { by: OPERATOR, path: { id: ID.unknown } };
const ONE_USER = '/api/admin/users/{id}';
const everywhere = (name: string) => ({ name, legal_entity_id: null });

export async function playUserErrors({ play }: Stage): Promise<void> {
  const roles = [everywhere('NHS_CONTRACTS')];
  await play(`GET ${ONE_USER}`, '404 user-not-found', NOTHING);
  await play(`PATCH ${ONE_USER}`, '404 user-not-found', { ...NOTHING, body: { email: 'a@nszu.example' } });
  await play(`PUT ${ONE_USER}/roles`, '404 user-not-found', { ...NOTHING, body: { roles } });
  for (const action of ['block', 'unblock'])
    await play(`PATCH ${ONE_USER}/actions/${action}`, '404 user-not-found', {
      ...NOTHING,
      body: { reason: REASON },
    });
  await play(`POST ${ONE_USER}/password_links`, '404 user-not-found', {
    ...NOTHING,
    body: { purpose: 'reset' },
  });
  const email = 'new@nszu.example';
  const create = async (outcome: string, body: object) =>
    play('POST /api/admin/users', outcome, { by: OPERATOR, body: { email, roles, ...body } });
  await create('422 user-role-unknown', { roles: [everywhere('DIRECTOR')] });
  const nowhere = { name: 'OWNER', legal_entity_id: ID.unknown };
  await create('422 user-legal-entity-unknown', { roles: [nowhere] });
  await create('409 user-email-taken', { email: 'owner@clinic.example' });
  const another = { by: OPERATOR, path: { id: ID.developer } };
  await play(`PATCH ${ONE_USER}`, '409 user-email-taken', {
    ...another,
    body: { email: 'owner@clinic.example' },
  });
  const set = `PUT ${ONE_USER}/roles`;
  await play(set, '422 user-role-unknown', { ...another, body: { roles: [everywhere('DIRECTOR')] } });
  await play(set, '422 user-legal-entity-unknown', { ...another, body: { roles: [nowhere] } });
  await playOwnUserErrors({ play });
}

async function playOwnUserErrors({ play }: Pick<Stage, 'play'>): Promise<void> {
  const oneself = { by: OPERATOR, path: { id: ID.operator } };
  const block = `PATCH ${ONE_USER}/actions/block`;
  await play(`PUT ${ONE_USER}/roles`, '409 user-keeps-operator', { ...oneself, body: { roles: [] } });
  await play(block, '409 user-blocks-themselves', { ...oneself, body: { reason: REASON } });
  const another = { by: OPERATOR, path: { id: ID.developer } };
  await play(block, '200', { ...another, body: { reason: REASON } });
  await play(`POST ${ONE_USER}/password_links`, '409 user-can-not-sign-in', {
    ...another,
    body: { purpose: 'reset' },
  });
}

export async function playRegistrationErrors({ play }: Stage): Promise<void> {
  const correct = 'PATCH /api/admin/legal_entities/{id}';
  const changeStatus = `${correct}/actions/change_status`;
  const reason = { reason: REASON };
  const suspend = { status: 'SUSPENDED', ...reason };
  const isOther = { 'If-Match': '"the-legal-entity-as-it-was"' };
  await play('POST /api/admin/legal_entities', '409 legal-entity-already-present', {
    by: OPERATOR,
    body: { id: ID.clinic, name: 'Клініка', edrpou: '38782323', type: 'OUTPATIENT', ...reason },
  });
  await play('GET /api/v2/legal_entities/{id}', '404 legal-entity-not-visible', NOTHING);
  await play(correct, '404 legal-entity-not-visible', { ...NOTHING, body: reason });
  await play(changeStatus, '404 legal-entity-not-visible', { ...NOTHING, body: suspend });
  const pharmacy = { by: OPERATOR, path: { id: ID.pharmacy } };
  await play(correct, '409 license-type-mismatch', { ...pharmacy, body: { type: 'OUTPATIENT', ...reason } });
  await play(correct, '412 legal-entity-changed-meanwhile', { ...pharmacy, headers: isOther, body: reason });
  await play(changeStatus, '412 legal-entity-changed-meanwhile', {
    ...pharmacy,
    headers: isOther,
    body: suspend,
  });
  await play(changeStatus, '409 legal-entity-status-final', {
    by: OPERATOR,
    path: { id: ID.closedClinic },
    body: { status: 'ACTIVE', ...reason },
  });
}

export async function playRegistryErrors({ play }: Stage): Promise<void> {
  const add = 'POST /api/admin/dictionaries/{name}/values';
  const change = 'PATCH /api/admin/dictionaries/{name}/values/{code}';
  const value = { code: 'PHARMACY_DRUGS', description: 'Роздрібна торгівля лікарськими засобами' };
  const off = { is_active: false };
  await play(add, '404 dictionary-not-found', { by: OPERATOR, path: { name: 'COLOUR' }, body: value });
  await play(add, '409 dictionary-value-present', {
    by: OPERATOR,
    path: { name: 'LICENSE_TYPE' },
    body: value,
  });
  await play(change, '404 dictionary-not-found', {
    by: OPERATOR,
    path: { name: 'COLOUR', code: 'RED' },
    body: off,
  });
  await play(change, '404 dictionary-value-not-found', {
    by: OPERATOR,
    path: { name: 'LICENSE_TYPE', code: 'RED' },
    body: off,
  });
  const unknown = { by: OPERATOR, path: { name: 'LEGAL_ENTITY_ZOO_ADDITIONAL_LICENSE_TYPES' } };
  await play('PUT /api/admin/parameters/{name}', '404 parameter-not-found', {
    ...unknown,
    body: { value: '' },
  });
  await play('DELETE /api/admin/parameters/{name}', '404 parameter-not-found', unknown);
}

export async function playWebhookErrors({ play }: Stage): Promise<void> {
  const one = '/api/admin/webhooks/{id}';
  await play('POST /api/admin/webhooks', '422 webhook-url-refused', {
    by: OPERATOR,
    body: { url: 'http://mis.example/events' },
  });
  await play(`PATCH ${one}`, '404 webhook-not-found', { ...NOTHING, body: { is_active: false } });
  await play(`DELETE ${one}`, '404 webhook-not-found', NOTHING);
  for (const action of ['rotate_secret', 'retry'])
    await play(`PATCH ${one}/actions/${action}`, '404 webhook-not-found', { ...NOTHING, body: {} });
  await play(`GET ${one}/dead_letters`, '404 webhook-not-found', NOTHING);
  const { data } = await play('POST /api/admin/webhooks', '201', {
    by: OPERATOR,
    body: { url: 'https://8.8.8.8/events' },
  });
  await play(`PATCH ${one}/actions/retry`, '404 dead-letter-not-found', {
    by: OPERATOR,
    path: { id: data.id },
    body: { dead_letter_id: '404' },
  });
}
