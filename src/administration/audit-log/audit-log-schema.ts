import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** Data of `GET /api/admin/audit_log`. */
export const auditEntriesSchema = {
  type: 'array',
  items: {
    title: 'AuditEntry',
    ...exactObject({
      id: { type: 'string', pattern: '^[0-9]+$' },
      inserted_at: timestamp,
      actor_id: uuid,
      actor_email: { type: ['string', 'null'] },
      client_id: { type: ['string', 'null'], format: 'uuid' },
      request_id: { type: 'string' },
      resource: { type: 'string' },
      resource_id: { type: 'string' },
      action: { type: 'string' },
      changeset: { type: 'object', additionalProperties: {} },
    }),
  },
} as const;

const place = {
  lane: { type: ['integer', 'null'] },
  position: { type: ['integer', 'null'] },
  id: { type: ['string', 'null'] },
} as const;

/** Data of `GET /api/admin/audit_log/verification`. */
export const verificationSchema = {
  title: 'AuditVerification',
  ...exactObject({
    is_whole: { type: 'boolean' },
    rows: { type: 'integer' },
    checked_rows: { type: 'integer' },
    faults: {
      type: 'array',
      items: exactObject({ ...place, kind: { type: 'string' }, description: { type: 'string' } }),
    },
    heads: { type: 'object', additionalProperties: {} },
  }),
} as const;
