import { defineRoute } from '../../api/route.ts';
import { listHandedOutLinks, PARAMETERS } from './handler.ts';
import { linkListSchema } from './link-list-schema.ts';

/** `GET …/links`: who was given a link, for what, when and until when. */
export const linksRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/contracts/media_storage/links',
  spec: '7.3',
  summary: 'List media storage links',
  access: { scope: 'private_contracts:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'The links, newest first; never what they are signed with.',
    data: linkListSchema,
  },
  handle: listHandedOutLinks,
});
