import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import { addEndpoint } from '../../src/events/webhooks/endpoints.ts';
import { beginImport } from '../../src/import/checkpoint.queries.ts';
import { startReceiver } from '../events/receiver.ts';
import { eventually } from '../fixtures/eventually.ts';
import type { Installation } from './installation.ts';

/**
 * Two webhooks that fail, one of which has given up an event, an event of an hour ago, an import that has not ended, and an
 * audit log without its rows.
 */
export async function spoilRegistry(setting: Installation): Promise<void> {
  const { pool, clock } = setting.product;
  const receiver = await startReceiver();
  receiver.answer = (_request, response) => response.writeHead(500).end();
  const stamp = { now: clock.now(), userId: SYSTEM_USER_ID, requestId: 'test' };
  const endpoint = { url: receiver.url, eventTypes: [], allowPrivate: true, after: undefined };
  const policy = { allowPrivate: true };
  const { id: failing } = await addEndpoint(pool, stamp, endpoint, policy);
  const { id: hopeless } = await addEndpoint(pool, stamp, endpoint, policy);
  await setting.database.query('UPDATE webhook_endpoints SET failures = 7 WHERE id = $1', [hopeless]);
  await setting.database.query(
    `INSERT INTO license_expiry_events (license_id, kind, expiry_date, occurred_at, license)
     VALUES ($1, 'expired', '2020-01-01', now() - interval '1 hour', '{}')`,
    [randomUUID()],
  );
  const letters = () => setting.database.query('SELECT FROM webhook_dead_letters');
  await eventually('a dead letter', async () => (await letters()).length > 0);
  const failures = () =>
    setting.database.query('SELECT FROM webhook_endpoints WHERE id = $1 AND failures > 0', [failing]);
  await eventually('a failure', async () => (await failures()).length > 0);
  const sha256 = createHash('sha256').update('a file').digest();
  await beginImport(
    pool,
    { resource: 'license', sha256 },
    { fileName: 'ліцензії.csv', position: { offset: 0, line: 1 }, now: clock.now() },
  );
  const intruder = new pg.Client(setting.database.url);
  await intruder.connect();
  await intruder.query(
    'SET session_replication_role = replica; TRUNCATE audit_log; UPDATE audit_lanes SET position = 0',
  );
  await intruder.end();
}
