import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** Data of `GET /api/admin/audit_log`. */
export const auditEntriesSchema = {
  type: 'array',
  description: 'Newest first.',
  items: {
    title: 'AuditEntry',
    ...exactObject({
      id: { type: 'string', pattern: '^[0-9]+$' },
      inserted_at: timestamp,
      actor_id: { ...uuid, description: 'The user; the nil uuid stands for commands and world files.' },
      client_id: { type: ['string', 'null'], format: 'uuid' },
      request_id: { type: 'string' },
      resource: { type: 'string', description: 'Such as `license`, `legal_entity`, `parameter`.' },
      resource_id: { type: 'string' },
      action: { type: 'string', description: 'Such as `create`, `update`.' },
      changeset: {
        type: 'object',
        description: '`old` and `new`, and `reason` where one was asked for.',
        additionalProperties: {},
      },
    }),
  },
} as const;

const place = {
  lane: { type: ['integer', 'null'] },
  position: { type: ['integer', 'null'] },
  id: { type: ['string', 'null'], description: 'Of the row at this place.' },
} as const;

/** Data of `GET /api/admin/audit_log/verification`. */
export const verificationSchema = {
  title: 'AuditVerification',
  ...exactObject({
    is_whole: { type: 'boolean', description: 'Of what was checked.' },
    rows: { type: 'integer', description: 'Of the log, as its heads say.' },
    checked_rows: {
      type: 'integer',
      description: 'The last ones of each lane; the others were not looked at.',
    },
    faults: {
      type: 'array',
      items: exactObject({ ...place, kind: { type: 'string' }, description: { type: 'string' } }),
    },
    heads: {
      type: 'object',
      description:
        'The ends of all lanes: kept elsewhere as a file, it is what `esoz audit verify --heads` compares with.',
      additionalProperties: {},
    },
  }),
} as const;
