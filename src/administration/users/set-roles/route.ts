import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { setRoles } from '../../../people/users/change.ts';
import { setRolesRules } from '../../../people/users/rules.ts';
import { rolesSchema, userSchema } from '../../../people/users/user.ts';

/** `PUT /api/admin/users/{id}/roles`: these roles, and no others. Who loses one has to sign in again. */
export const setRolesRoute = defineRoute({
  method: 'PUT',
  path: '/api/admin/users/:id/roles',
  spec: '11.5',
  summary: 'Set roles of user',
  access: { scope: 'user:write', apiKey: 'always' },
  body: rolesSchema,
  success: { status: 200, description: 'The user as it is now.', data: userSchema },
  rules: setRolesRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    return { data: await changing(request, services, (change) => setRoles(change, params.id, body.roles)) };
  },
});
