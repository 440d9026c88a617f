import { defineRoute } from '../../../api/route.ts';
import { auditEntriesSchema } from '../audit-log-schema.ts';
import { PARAMETERS, searchAuditLogHandler } from './handler.ts';

/** `GET /api/admin/audit_log`: who changed what, newest first; `Link` leads on. */
export const searchAuditLogRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/audit_log',
  spec: '11.5',
  summary: 'Search audit log',
  access: { scope: 'audit:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description:
      'Rows that are meant, as far as one search leads: where there are few, perhaps none. While the log goes on, the header `Link` with `rel="next"` is the URL of the rest.',
    data: auditEntriesSchema,
    leadsOn: true,
  },
  handle: searchAuditLogHandler,
});
