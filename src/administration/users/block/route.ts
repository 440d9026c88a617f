import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { setBlocked } from '../../../people/users/change.ts';
import { blockRules } from '../../../people/users/rules.ts';
import { blockSchema, userSchema } from '../../../people/users/user.ts';

/** `PATCH /api/admin/users/{id}/actions/block`: the person has neither session nor token from the next request on. */
export const blockUserRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/users/:id/actions/block',
  spec: '11.5',
  summary: 'Block user',
  access: { scope: 'user:write', apiKey: 'always' },
  body: blockSchema,
  success: { status: 200, description: 'The user as it is now.', data: userSchema },
  rules: blockRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    const wanted = { isBlocked: true, reason: body.reason };
    return { data: await changing(request, services, (change) => setBlocked(change, params.id, wanted)) };
  },
});
