/** Answers every request with one licence, in a process of its own: `node server.ts`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATH } from './callers.ts';

const id = PATH.split('/').at(-1);
const license = {
  id,
  type: 'PHARMACY_DRUGS',
  license_number: '123',
  issued_by: 'Держлікслужба',
  issued_date: '2024-02-28',
  expiry_date: null,
  active_from_date: '2024-03-01',
  what_licensed: 'реалізація наркотичних засобів',
  order_no: 'ВА-43',
  legal_entity_id: id,
  is_primary: false,
  is_active: true,
  issuer_status: null,
  inserted_at: '2024-03-01T10:00:00.000Z',
  inserted_by: id,
  updated_at: '2024-03-01T10:00:00.000Z',
  updated_by: id,
};
const meta = { code: 200, url: `http://127.0.0.1${PATH}`, type: 'object', request_id: id };
const body = JSON.stringify({ meta, data: license });
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(body),
  'x-request-id': id,
  etag: '"1"',
};

const server = createServer((_request, response) => response.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(JSON.stringify({ api_url: `http://127.0.0.1:${port}` }));
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
