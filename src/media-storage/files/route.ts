import { defineRoute } from '../../api/route.ts';
import { fileListSchema } from './file-list-schema.ts';
import { listFiles, PARAMETERS } from './handler.ts';

/** `GET …/files`: what lies in the folder of a contractor. */
export const filesRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/contracts/media_storage/files',
  spec: '7.3',
  summary: 'List media storage files',
  access: { scope: 'private_contracts:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  success: { status: 200, description: 'The files, by name.', data: fileListSchema },
  handle: listFiles,
});
