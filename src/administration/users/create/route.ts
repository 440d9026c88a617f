import { changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { createUser } from '../../../people/users/change.ts';
import { creationRules } from '../../../people/users/rules.ts';
import { invitedUserSchema, newUserSchema } from '../../../people/users/user.ts';
import { type LinkServices, viewLink } from '../link.ts';

/** `POST /api/admin/users`: enters somebody, with a link by which that person sets a password. */
export const createUserRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users',
  spec: '11.5',
  summary: 'Create user',
  access: { scope: 'user:write', apiKey: 'always' },
  body: newUserSchema,
  answerIsSecret: true,
  success: { status: 201, description: 'The user, with an invitation.', data: invitedUserSchema },
  rules: creationRules,
  handle: async (request, services: LinkServices) => {
    const { user, link } = await changing(request, services, (change) => createUser(change, request.body));
    return { data: { ...user, password_link: viewLink(request, services, 'invitation', link) } };
  },
});
