import { PAGING_PARAMETERS } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import type { MediaStorage } from '../media-storage.ts';
import { listFiles } from './handler.ts';

/** `data` of the answer, for the OpenAPI document. */
export const fileListSchema = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['resource_name', 'size', 'last_modified', 'etag'],
    properties: {
      resource_name: {
        type: 'string',
        description: 'Decoded; percent-encode it before asking for a link to it.',
      },
      size: { type: 'integer', description: 'Bytes.' },
      last_modified: { type: 'string', format: 'date-time' },
      etag: { type: 'string', description: 'Changes with the content.' },
    },
  },
} as const;

/** `GET …/files`: what lies in the folder of a contractor. */
export function filesRoute(storage: MediaStorage): Route {
  return {
    method: 'GET',
    path: '/api/admin/contracts/media_storage/files',
    spec: '7.3',
    summary: 'List media storage files',
    access: { scope: 'private_contracts:read', apiKey: 'always' },
    query: { resource_id: { required: true, pattern: UUID_PATTERN }, ...PAGING_PARAMETERS },
    handle: (context) => listFiles(context, storage),
  };
}
