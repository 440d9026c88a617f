import { statement } from '../platform/database/pool.ts';

export type ListedUser = {
  id: string;
  email: string | null;
  roles: string[];
  is_blocked: boolean;
  inserted_at: string;
};

/**
 * Users, for operators: never a password's hash. $1 the id after which the page begins, or null, $2 how many rows,
 * $3 role or null, $4 part of the e-mail address or null, in any case, $5 only blocked ones.
 */
export const listUsers = statement<ListedUser>(
  'auth.list-users',
  `SELECT u.id, u.email, u.is_blocked, u.inserted_at,
          ARRAY(SELECT DISTINCT r.role_name::text FROM user_roles r WHERE r.user_id = u.id ORDER BY 1) AS roles
     FROM users u
    WHERE ($3::text IS NULL OR EXISTS (SELECT 1 FROM user_roles r WHERE r.user_id = u.id AND r.role_name = $3))
      AND ($4::text IS NULL OR strpos(lower(u.email), lower($4)) > 0)
      AND (u.is_blocked OR NOT $5) AND ($1::uuid IS NULL OR u.id < $1) ORDER BY u.id DESC LIMIT $2`,
);
