import {
  BOOLEAN_PARAMETER,
  PAGING_PARAMETERS,
  pagingOf,
  TEXT_PARAMETER,
  UUID_PARAMETER,
} from '../../../api/query.ts';
import { defineRoute } from '../../../api/route.ts';
import { userSchema } from '../../../people/users/user.ts';
import { userPages } from '../../../people/users/users.queries.ts';
import type { Database } from '../../../platform/database/pool.ts';

/** `GET /api/admin/users`: who has which roles, where. With both, `role` counts in `legal_entity_id`. */
export const listUsersRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/users',
  spec: '11.5',
  summary: 'List users',
  access: { scope: 'user:read', apiKey: 'always' },
  query: {
    role: TEXT_PARAMETER,
    legal_entity_id: UUID_PARAMETER,
    email: TEXT_PARAMETER,
    is_blocked: BOOLEAN_PARAMETER,
    ...PAGING_PARAMETERS,
  },
  lane: 'lists',
  success: { status: 200, description: 'A page of users.', data: { type: 'array', items: userSchema } },
  handle: async ({ query }, { db }: { db: Database }) => {
    const { role = null, legal_entity_id = null, email = null, is_blocked = null } = query;
    const filters = [role, legal_entity_id, email, is_blocked];
    const { rows, paging } = await userPages(db, pagingOf(query), filters);
    return { data: rows, paging };
  },
});
