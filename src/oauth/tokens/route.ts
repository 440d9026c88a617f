import { defineRoute } from '../../api/route.ts';
import { exchangeGrant } from './handler.ts';
import { readingRefusals } from './read.ts';
import { exchangeRules } from './rules.ts';
import { formAnswerSchema, nationalAnswerSchema, nationalSchema, tokenForm } from './token-schema.ts';

/** `POST /oauth/tokens`: a code or a refresh token for tokens, in the national form or in that of RFC 6749. */
export const tokensRoute = defineRoute({
  method: 'POST',
  path: '/oauth/tokens',
  spec: '11',
  summary: 'Exchange a code or a refresh token',
  access: 'public',
  body: nationalSchema,
  form: tokenForm,
  answers: ['envelope', 'oauth'],
  success: {
    status: 201,
    description: 'An access token and a refresh token.',
    data: nationalAnswerSchema,
    toForm: { status: 200, data: formAnswerSchema },
  },
  refusals: readingRefusals,
  rules: exchangeRules,
  handle: exchangeGrant,
});
