import { defineRoute } from '../../api/route.ts';
import { logOut } from './handler.ts';

/** `POST /auth/logout`: the token ends, and with it the family that it came of. */
export const logoutRoute = defineRoute({
  method: 'POST',
  path: '/auth/logout',
  spec: '11',
  summary: 'Log out',
  access: { scope: '', apiKey: 'broker' },
  success: { status: 200, description: 'The token and its family have ended.', data: { type: 'object' } },
  handle: logOut,
});
