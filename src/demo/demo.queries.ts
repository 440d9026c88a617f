import { statement } from '../platform/database/pool.ts';

/** Those of the tokens that the database has, expired ones too. $1 values, $2 their hashes. */
export const findDemoTokens = statement<{ value: string }>(
  'demo.find-demo-tokens',
  `SELECT demo.value FROM unnest($1::text[], $2::bytea[]) AS demo(value, value_hash)
     JOIN tokens t ON t.value_hash = demo.value_hash AND t.revoked_at IS NULL`,
);

/**
 * The first of the tokens that is good for creating a licence, and what its clinic is called; no row: none is, or their
 * clinics have one. $1 values of tokens, $2 their hashes, $3 type of licence, $4 now, $5 current date.
 */
export const findInvitedClinic = statement<{ value: string; name: string }>(
  'demo.find-invited-clinic',
  `SELECT demo.value, le.name
     FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS demo(value, value_hash, ordinal)
     JOIN tokens t ON t.value_hash = demo.value_hash AND t.expires_at > $4 AND t.revoked_at IS NULL
      AND 'license:write' = ANY (string_to_array(t.scope, ' '))
     JOIN users u ON u.id = t.user_id AND NOT u.is_blocked
     JOIN clients c ON c.id = t.client_id AND c.access_type = 'DIRECT' AND NOT c.is_blocked
     JOIN legal_entities le ON le.id = t.client_id AND le.type = 'OUTPATIENT' AND le.status IN ('ACTIVE', 'SUSPENDED')
    WHERE NOT EXISTS (SELECT 1 FROM licenses l WHERE l.legal_entity_id = le.id AND l.is_active AND l.type = $3)
      AND EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = le.id AND l.is_active AND l.is_primary
                     AND (l.expiry_date IS NULL OR l.expiry_date >= $5))
    ORDER BY demo.ordinal LIMIT 1`,
);

/**
 * The last of the clinics that were made when those of the demo world were used up, and whether it has the licence; no
 * row: there is none. Their ids are numbered. $1 id of number 0, $2 type of licence.
 */
export const findSpareClinics = statement<{ number: number; is_taken: boolean }>(
  'demo.find-spare-clinics',
  `SELECT right(le.id::text, 8)::int AS number,
          EXISTS (SELECT 1 FROM licenses l WHERE l.legal_entity_id = le.id AND l.is_active AND l.type = $2) AS is_taken
     FROM legal_entities le
    WHERE le.id > $1::uuid AND left(le.id::text, 28) = left($1::text, 28) AND right(le.id::text, 8) ~ '^[0-9]+$'
    ORDER BY le.id DESC LIMIT 1`,
);

/** The client whose token and API key are both good; no row: one is not. $1 hash of the token, $2 of the key, $3 now. */
export const findInvitedPortal = statement<{ id: string }>(
  'demo.find-invited-portal',
  `SELECT c.id FROM tokens t JOIN api_keys k ON k.client_id = t.client_id JOIN clients c ON c.id = t.client_id
    WHERE t.value_hash = $1 AND t.expires_at > $3 AND t.revoked_at IS NULL
      AND k.value_hash = $2 AND k.revoked_at IS NULL AND NOT c.is_blocked`,
);

/** Passwords of people who are not blocked. $1 e-mails in lower case. */
export const findDemoPasswords = statement<{ email: string; password_hash: string }>(
  'demo.find-passwords',
  `SELECT lower(email) AS email, password_hash FROM users
    WHERE lower(email) = ANY ($1) AND password_hash IS NOT NULL AND NOT is_blocked`,
);

/** The own connection of a client; no row: it is blocked or gone. $1 client. */
export const findDemoConnection = statement<{ redirect_uris: string[] }>(
  'demo.find-connection',
  `SELECT n.redirect_uris FROM connections n JOIN clients c ON c.id = n.client_id
    WHERE n.id = $1 AND NOT n.is_blocked AND NOT c.is_blocked`,
);
