import { exactObject } from '../../platform/json/typed-schema.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const timestamp = { type: 'string', format: 'date-time' } as const;

/** `data` of the answer. */
export const linkListSchema = {
  type: 'array',
  items: {
    title: 'HandedOutLink',
    ...exactObject({
      resource_name: { type: 'string' },
      action: { enum: ['PUT', 'GET'] },
      inserted_at: timestamp,
      expires_at: timestamp,
      user_id: uuid,
      client_id: uuid,
      request_id: { type: 'string' },
      actor_email: { type: ['string', 'null'] },
    }),
  },
} as const;
