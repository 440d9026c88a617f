import { defineRoute } from '../../api/route.ts';
import { exactObject } from '../../platform/json/typed-schema.ts';
import { getOwnIdentity } from './handler.ts';

const uuid = { type: 'string', format: 'uuid' } as const;
const names = { type: 'array', items: { type: 'string' } } as const;
const legalEntity = exactObject({
  id: uuid,
  name: { type: 'string' },
  edrpou: { type: 'string' },
  type: { type: 'string' },
  status: { type: 'string' },
});

/** `GET /auth/me`, an extension: who calls, for which legal entity, with which rights and until when. */
export const identityRoute = defineRoute({
  method: 'GET',
  path: '/auth/me',
  spec: '11',
  summary: 'Get own identity',
  access: { scope: '', apiKey: 'broker' },
  success: {
    status: 200,
    description: 'Who calls; never a secret.',
    data: {
      title: 'OwnIdentity',
      ...exactObject({
        user_id: uuid,
        email: { type: ['string', 'null'] },
        client_id: uuid,
        client_name: { type: 'string' },
        client_type: { type: 'string' },
        legal_entity: { ...legalEntity, type: ['object', 'null'] },
        scopes: names,
        roles: names,
        expires_at: { type: ['string', 'null'], format: 'date-time' },
      }),
    },
  },
  handle: getOwnIdentity,
});
