import type { HandledRequest } from '../../../api/route.ts';
import { defineRoute } from '../../../api/route.ts';
import { headsAsJson, headsOf } from '../../../audit/heads.ts';
import { verifyRecent } from '../../../audit/verify.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { verificationSchema } from '../audit-log-schema.ts';

/** `GET /api/admin/audit_log/verification`: the heads and the last rows; the whole log is `esoz audit verify`'s. */
export const verifyAuditLogRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/audit_log/verification',
  spec: '11.5',
  summary: 'Verify audit log',
  access: { scope: 'audit:read', apiKey: 'always' },
  lane: 'lists',
  success: {
    status: 200,
    description:
      'What was checked of the hash chains: the heads, and the last rows of each. The whole log takes as long as it is; `esoz audit verify` checks it.',
    data: verificationSchema,
  },
  handle: async (_request: HandledRequest, { db, clock }: { db: Database; clock: Clock }) => {
    const { rows, checked, heads, faults } = await verifyRecent(db);
    return {
      data: {
        is_whole: faults.length === 0,
        rows,
        checked_rows: checked,
        faults,
        heads: headsAsJson(headsOf(heads, clock.now())),
      },
    };
  },
});
