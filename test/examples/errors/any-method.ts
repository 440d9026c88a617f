import { createAelClient } from '../../../src/ael/rpc/client.ts';
import { call } from '../../fixtures/client.ts';
import { CLINIC, ID, NOBODY, OPERATOR, PHARMACY, PORTAL, READER } from '../callers.ts';
import { LICENSE } from '../methods/licenses.ts';
import type { Stage } from '../stage.ts';

const CREATE = 'POST /api/licenses';
const create = { by: CLINIC, body: LICENSE };

/** What is refused before the rules of a method, each shown once, by the method that most callers begin with. */
export async function playSharedErrors(stage: Stage): Promise<void> {
  const { play } = stage;
  await play('GET /api/licence', '404 route-unknown', { by: CLINIC });
  await play('DELETE /api/licenses', '405 method-not-allowed', { by: CLINIC });
  await play('GET /api/admin/events', '401 api-key-missing', {
    by: { Authorization: 'Bearer demo-registry' },
  });
  await play('GET /api/admin/events', '401 api-key-invalid', {
    by: { Authorization: 'Bearer demo-registry', 'API-key': 'no-such-key' },
  });
  await play(CREATE, '401 access-token-invalid', { ...create, by: { Authorization: 'Bearer demo-expired' } });
  await play('GET /api/licenses', '401 access-token-invalid', {
    by: { Authorization: PHARMACY.Authorization as string },
  });
  await play(CREATE, '403 scope-missing', { ...create, by: READER });
  await play(CREATE, '406 accept-invalid', { ...create, headers: { Accept: 'text/html' } });
  await play(CREATE, '413 request-too-large', {
    by: CLINIC,
    body: { ...LICENSE, what_licensed: 'x'.repeat(1024 * 1024) },
  });
  await play(CREATE, '415 content-type-invalid', { ...create, headers: { 'Content-Type': 'text/plain' } });
  await play('PATCH /api/licenses/{id}', '415 content-encoding-invalid', {
    ...create,
    path: { id: ID.primaryLicense },
    headers: { 'Content-Encoding': 'gzip' },
  });
  await play('POST /oauth/introspect', '415 form-type-invalid', { by: NOBODY, body: { token: 'x' } });
  await play(CREATE, '400 malformed-request', {
    by: CLINIC,
    body: '{"type": "PHARMACY_DRUGS", "type": "MSP"}',
  });
  await play(CREATE, '422 schema-invalid', {
    by: CLINIC,
    body: { ...LICENSE, issued_date: '2023-02-30', is_primary: 'false', issued_by: undefined },
  });
  await play('GET /api/licenses', '422 schema-invalid', { by: CLINIC, query: { page: 0 } });
  await play(CREATE, '422 idempotency-key-invalid', {
    by: CLINIC,
    headers: { 'X-Idempotency-Key': 'licence-1204' },
    body: { ...LICENSE, order_no: '1205' },
  });
  await playTrouble(stage);
}

/** What is nobody's fault, or that of too many. */
async function playTrouble({ play, open, database, pool }: Stage): Promise<void> {
  const busy = await open({ RATE_LIMIT_MAX: '1' });
  await call(`${busy}/api/dictionaries`);
  await play('GET /api/dictionaries', '429 too-many-requests', { by: NOBODY, url: busy });

  const away = createAelClient({ url: 'http://127.0.0.1:9', token: 'of no service' });
  await play('POST /api/admin/contracts/media_storage/generate_url', '503 service-unavailable', {
    by: PORTAL,
    body: { action: 'GET', resource_id: ID.clinic, resource_name: 'Договір №1.pdf' },
    url: await open({}, away),
  });

  await database.query('ALTER TABLE parameters ADD CONSTRAINT a_mistake_of_ours CHECK (false) NOT VALID');
  await play('PUT /api/admin/parameters/{name}', '500 internal-error', {
    by: OPERATOR,
    path: { name: 'LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES' },
    body: { value: 'PHARMACY_DRUGS' },
  });
  await database.query('ALTER TABLE parameters DROP CONSTRAINT a_mistake_of_ours');

  // The first request with the key is still at work, as far as the second can tell.
  const first = await pool.connect();
  await first.query('BEGIN');
  await first.query(
    `INSERT INTO idempotency_keys (client_id, key, method, path, body_hash, expires_at)
     VALUES ($1, 'licence-1206', 'POST', '/api/licenses', '\\x00', '2026-06-16')`,
    [ID.clinic],
  );
  await play(CREATE, '409 idempotency-key-in-use', {
    ...create,
    headers: { 'X-Idempotency-Key': 'licence-1206' },
  });
  await first.query('ROLLBACK');
  first.release();
}
