import { TEXT_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { formOf } from '../form-schema.ts';
import { showSignIn, submitSignIn } from './handler.ts';

const PAGE = { spec: '11.1', access: 'public', answers: ['page', 'redirect'] } as const;

/** Its further parameters are those of an authorization request, which are judged with words of their own. */
export const showSignInRoute = defineRoute({
  ...PAGE,
  method: 'GET',
  path: '/sign-in',
  summary: 'Show the sign-in page',
  query: { lang: TEXT_PARAMETER },
  success: {
    status: 200,
    description: 'The step that is still open, or the way back to the program with a code.',
  },
  handle: showSignIn,
});

export const submitSignInRoute = defineRoute({
  ...PAGE,
  method: 'POST',
  path: '/sign-in',
  summary: 'Take a step of the sign-in page',
  query: { lang: TEXT_PARAMETER },
  form: formOf('token', 'action', 'email', 'password', 'legal_entity', 'shown'),
  success: { status: 200, description: 'The same step with what is wrong, or the way to the next.' },
  handle: submitSignIn,
});
