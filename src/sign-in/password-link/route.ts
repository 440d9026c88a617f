import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { formOf } from '../form-schema.ts';
import { showPasswordLink, submitPasswordLink } from './handler.ts';

const PAGE = { spec: '11.4', access: 'public', answers: ['page', 'redirect'], path: '/password' } as const;
const query = { lang: TEXT_PARAMETER };

export const showPasswordLinkRoute = defineRoute({
  ...PAGE,
  method: 'GET',
  summary: 'Open a one-time link',
  query: { ...query, link: TEXT_PARAMETER },
  success: { status: 200, description: 'The form for a new password.' },
  handle: showPasswordLink,
});

export const submitPasswordLinkRoute = defineRoute({
  ...PAGE,
  method: 'POST',
  summary: 'Set a password by a one-time link',
  query,
  form: formOf('token', 'password', 'repeated', 'email'),
  success: { status: 200, description: 'The form with what is wrong, or the way to signing in.' },
  handle: submitPasswordLink,
});
