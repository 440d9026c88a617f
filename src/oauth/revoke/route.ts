import { defineRoute } from '../../api/route.ts';
import { askingRefusals, tokenQuestionForm } from '../token-question.ts';
import { revoke } from './handler.ts';

/** `POST /oauth/revoke`, RFC 7009. */
export const revokeRoute = defineRoute({
  method: 'POST',
  path: '/oauth/revoke',
  spec: '11',
  summary: 'Revoke a token',
  access: 'public',
  form: tokenQuestionForm,
  answers: ['oauth'],
  success: {
    status: 200,
    description: 'The token is no longer valid, if it ever was one of this client.',
    data: { type: 'object', additionalProperties: false },
  },
  refusals: askingRefusals,
  handle: revoke,
});
