/**
 * What `GET /api/licenses` is compared with: the least that can answer its rows. One prepared statement behind
 * node:http, on the product's own pool, so that driver, connections and types are the same; no envelope, authorization,
 * filters, paging, log or limits. Usage: minimal-server.ts <database url>; `GET /licenses/<legal entity>`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LICENSE_COLUMNS } from '../../src/licenses/license.ts';
import { APPLICATION_ROLE } from '../../src/platform/database/migrate.ts';
import { createPool } from '../../src/platform/database/pool.ts';

const PATH_PREFIX = '/licenses/';
const pool = createPool({
  url: process.argv[2] as string,
  role: APPLICATION_ROLE,
  applicationName: 'minimal server',
  onError: () => {},
});
const query = {
  name: 'licenses',
  text: `SELECT ${LICENSE_COLUMNS} FROM licenses WHERE legal_entity_id = $1 AND is_active ORDER BY inserted_at, id`,
};

const server = createServer(async (request, response) => {
  try {
    const { rows } = await pool.query({ ...query, values: [request.url?.slice(PATH_PREFIX.length)] });
    const body = Buffer.from(JSON.stringify(rows));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
  } catch {
    response.writeHead(500, { 'Content-Length': 0 }).end();
  }
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(JSON.stringify({ api_url: `http://127.0.0.1:${port}` }));
});
process.once('SIGTERM', () => process.exit());
