import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { setBlocked } from '../../../people/users/change.ts';
import { userRules } from '../../../people/users/rules.ts';
import { blockSchema, userSchema } from '../../../people/users/user.ts';

/** `PATCH /api/admin/users/{id}/actions/unblock`: the person may sign in again, and tokens are good again. */
export const unblockUserRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/users/:id/actions/unblock',
  spec: '11.5',
  summary: 'Unblock user',
  access: { scope: 'user:write', apiKey: 'always' },
  body: blockSchema,
  success: { status: 200, description: 'The user as it is now.', data: userSchema },
  rules: userRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    const wanted = { isBlocked: false, reason: body.reason };
    return { data: await changing(request, services, (change) => setBlocked(change, params.id, wanted)) };
  },
});
