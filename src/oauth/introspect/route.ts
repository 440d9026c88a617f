import { defineRoute } from '../../api/route.ts';
import { askingRefusals, tokenQuestionForm } from '../token-question.ts';
import { introspect } from './handler.ts';

/** Of a token that is not active, `active` alone. */
const introspectionSchema = {
  title: 'Introspection',
  type: 'object',
  additionalProperties: false,
  required: ['active'],
  properties: {
    active: { type: 'boolean' },
    scope: { type: 'string' },
    client_id: { type: 'string', format: 'uuid' },
    exp: { type: 'integer' },
    iat: { type: 'integer' },
    sub: { type: 'string', format: 'uuid' },
    token_type: { const: 'Bearer' },
  },
} as const;

/** `POST /oauth/introspect`, RFC 7662. */
export const introspectRoute = defineRoute({
  method: 'POST',
  path: '/oauth/introspect',
  spec: '11',
  summary: 'Introspect a token',
  access: 'public',
  form: tokenQuestionForm,
  answers: ['oauth'],
  success: {
    status: 200,
    description: 'Whether it is a valid access token of this client, and what it may do.',
    data: introspectionSchema,
  },
  refusals: askingRefusals,
  handle: introspect,
});
