import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { changeEmail } from '../../../people/users/change.ts';
import { emailRules } from '../../../people/users/rules.ts';
import { emailChangeSchema, userSchema } from '../../../people/users/user.ts';

/** `PATCH /api/admin/users/{id}`: changes the address that the person signs in with. */
export const changeEmailRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/users/:id',
  spec: '11.5',
  summary: 'Change email of user',
  access: { scope: 'user:write', apiKey: 'always' },
  body: emailChangeSchema,
  success: {
    status: 200,
    description: 'The user as it is now. A link for a password that was made before is void.',
    data: userSchema,
  },
  rules: emailRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    return {
      data: await changing(request, services, (change) => changeEmail(change, params.id, body.email)),
    };
  },
});
