import { defineRoute } from '../../api/route.ts';
import { verifyToken } from './handler.ts';
import { verifyRules } from './rules.ts';

/** `GET /admin/tokens/{value}/verify`: what a token that somebody shows may do (the national way). */
export const verifyTokenRoute = defineRoute({
  method: 'GET',
  path: '/admin/tokens/:value/verify',
  spec: '11',
  summary: 'Verify a token',
  access: { apiKey: 'only' },
  secretParams: ['value'],
  success: {
    status: 200,
    description: 'The token is valid.',
    data: {
      title: 'VerifiedToken',
      type: 'object',
      additionalProperties: false,
      required: ['id', 'name', 'expires_at', 'user_id', 'details'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        name: { const: 'access_token' },
        expires_at: { type: 'integer' },
        user_id: { type: 'string', format: 'uuid' },
        details: {
          type: 'object',
          additionalProperties: false,
          required: ['scope', 'client_id'],
          properties: { scope: { type: 'string' }, client_id: { type: 'string', format: 'uuid' } },
        },
      },
    },
  },
  rules: verifyRules,
  handle: verifyToken,
});
