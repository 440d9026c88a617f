import { call } from '../../fixtures/client.ts';
import { ID, PORTAL } from '../callers.ts';
import type { Stage } from '../stage.ts';

const FILE = { resource_id: ID.clinic, resource_name: 'Договір №1.pdf' };

/** The portal uploads a contract and looks what lies beside it. */
export async function playContractFiles({ play }: Stage): Promise<void> {
  const { data } = await play('POST /api/admin/contracts/media_storage/generate_url', '200', {
    by: PORTAL,
    body: { action: 'PUT', ...FILE },
  });
  await call(data.url, {
    method: 'PUT',
    body: 'the contract',
    headers: { 'content-type': 'application/pdf' },
  });
  await play('GET /api/admin/contracts/media_storage/files', '200', {
    by: PORTAL,
    query: { resource_id: FILE.resource_id },
  });
}
