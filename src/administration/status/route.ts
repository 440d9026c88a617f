import { defineRoute } from '../../api/route.ts';
import { getStatus } from './handler.ts';
import { statusSchema } from './status-schema.ts';

/** `GET /api/admin/status`: how the process that answers is doing. */
export const statusRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/status',
  spec: '11.5',
  summary: 'Get status',
  access: { scope: 'status:read', apiKey: 'always' },
  success: { status: 200, description: 'The process that answered.', data: statusSchema },
  handle: getStatus,
});
