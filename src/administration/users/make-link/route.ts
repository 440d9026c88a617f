import { changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { makeLinkFor } from '../../../people/users/change.ts';
import { linkRules } from '../../../people/users/rules.ts';
import { newLinkSchema, passwordLinkSchema } from '../../../people/users/user.ts';
import { type LinkServices, viewLink } from '../link.ts';

/** `POST /api/admin/users/{id}/password_links`: a link by which the person sets a password; the one before is void. */
export const makePasswordLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users/:id/password_links',
  spec: '11.4',
  summary: 'Create password link',
  access: { scope: 'user:write', apiKey: 'always' },
  body: newLinkSchema,
  answerIsSecret: true,
  success: { status: 201, description: 'The link.', data: passwordLinkSchema },
  rules: linkRules,
  handle: async (request, services: LinkServices) => {
    const { params, body } = request;
    const link = await changing(request, services, (change) => makeLinkFor(change, params.id, body.purpose));
    return { data: viewLink(request, services, body.purpose, link) };
  },
});
