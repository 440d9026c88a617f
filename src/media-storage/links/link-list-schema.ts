import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** `data` of the answer. */
export const linkListSchema = {
  type: 'array',
  description: 'Newest first.',
  items: {
    title: 'HandedOutLink',
    ...exactObject({
      resource_name: { type: 'string', description: 'Decoded, as in the list of files.' },
      action: { enum: ['PUT', 'GET'], description: 'What the link permits.' },
      inserted_at: { ...timestamp, description: 'When it was handed out.' },
      expires_at: { ...timestamp, description: 'Until when it permits that.' },
      user_id: { ...uuid, description: 'Who asked for it.' },
      client_id: { ...uuid, description: 'Through which client.' },
      request_id: { type: 'string' },
    }),
  },
} as const;
