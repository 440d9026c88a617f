import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { formOf } from '../form-schema.ts';
import { showAccount, showChangePassword, submitAccount, submitChangePassword } from './handler.ts';

const PAGE = { spec: '11.4', access: 'public', answers: ['page', 'redirect'] } as const;
const query = { lang: TEXT_PARAMETER };

export const showAccountRoute = defineRoute({
  ...PAGE,
  method: 'GET',
  path: '/account',
  summary: 'Show the own account',
  query: { ...query, done: TEXT_PARAMETER },
  success: { status: 200, description: 'Own sessions and consents, or the way to signing in.' },
  handle: showAccount,
});

export const submitAccountRoute = defineRoute({
  ...PAGE,
  method: 'POST',
  path: '/account',
  summary: 'End a session or a consent of the own account',
  query,
  form: formOf('token', 'action', 'end', 'withdraw'),
  success: { status: 200, description: 'Back to the page.' },
  handle: submitAccount,
});

export const showChangePasswordRoute = defineRoute({
  ...PAGE,
  method: 'GET',
  path: '/account/password',
  summary: 'Show how to change the own password',
  query,
  success: { status: 200, description: 'The form, or the way to signing in.' },
  handle: showChangePassword,
});

export const submitChangePasswordRoute = defineRoute({
  ...PAGE,
  method: 'POST',
  path: '/account/password',
  summary: 'Change the own password',
  query,
  form: formOf('token', 'current', 'password', 'repeated', 'email'),
  success: { status: 200, description: 'The form with what is wrong, or back to the account.' },
  handle: submitChangePassword,
});
