import { statement } from '../../platform/database/pool.ts';

export type IdentityRow = {
  /** Null: a program's user, or a person whom only another issuer knows. */
  email: string | null;
  client_name: string;
  client_type: string;
  legal_entity: { id: string; name: string; edrpou: string; type: string; status: string } | null;
  roles: string[];
  /** Null: of a token that is not ours. */
  expires_at: string | null;
};

/** Who a caller is, and for whom. Roles count as at sign-in. $1 user, $2 client, $3 token or null. */
export const findIdentity = statement<IdentityRow>(
  'oauth.find-identity',
  `SELECT u.email, c.name AS client_name, c.type AS client_type,
          CASE WHEN e.id IS NOT NULL THEN
            json_build_object('id', e.id, 'name', e.name, 'edrpou', e.edrpou, 'type', e.type, 'status', e.status)
          END AS legal_entity,
          ARRAY(SELECT DISTINCT g.role_name::text FROM user_roles g
                 WHERE g.user_id = $1 AND (g.legal_entity_id IS NULL OR g.legal_entity_id = $2) ORDER BY 1) AS roles,
          t.expires_at
     FROM clients c LEFT JOIN legal_entities e ON e.id = c.id
     LEFT JOIN users u ON u.id = $1 LEFT JOIN tokens t ON t.id = $3
    WHERE c.id = $2`,
);
