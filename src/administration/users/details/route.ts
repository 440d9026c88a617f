import { defineRoute } from '../../../api/route.ts';
import { userRules } from '../../../people/users/rules.ts';
import { userSchema } from '../../../people/users/user.ts';
import { findUser } from '../../../people/users/users.queries.ts';
import type { Database } from '../../../platform/database/pool.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { isUuid } from '../../../platform/json/validator.ts';

/** `GET /api/admin/users/{id}`. */
export const getUserRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/users/:id',
  spec: '11.5',
  summary: 'Get user',
  access: { scope: 'user:read', apiKey: 'always' },
  success: { status: 200, description: 'The user.', data: userSchema },
  rules: userRules,
  handle: async ({ params: { id }, observeRefusal }, { db }: { db: Database }) => {
    const [user] = isUuid(id) ? await findUser(db, [id]) : [];
    enforceRules(userRules, { user }, observeRefusal);
    return { data: user };
  },
});
