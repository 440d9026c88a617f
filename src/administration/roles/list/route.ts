import { PAGING_PARAMETERS, pagingOf } from '../../../api/query.ts';
import { defineRoute } from '../../../api/route.ts';
import { roleSchema } from '../../../people/users/user.ts';
import { listRoles } from '../../../people/users/users.queries.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { pageOf } from '../../../platform/paging.ts';

/** `GET /api/admin/roles`: which scopes a role gives. */
export const listRolesRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/roles',
  spec: '11.5',
  summary: 'List roles',
  access: { scope: 'user:read', apiKey: 'always' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of roles, by name.',
    data: { type: 'array', items: roleSchema },
  },
  handle: async ({ query }, { db }: { db: Database }) => {
    const { rows, paging } = pageOf(await listRoles(db, []), pagingOf(query));
    return { data: rows, paging };
  },
});
