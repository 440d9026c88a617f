import { statement } from '../platform/database/pool.ts';

/**
 * The first of the tokens that is good for a call of its clinic, and what the clinic is called; no row: none is, or their
 * clinics have the licence. $1 values of tokens, $2 their hashes, $3 type of licence, $4 now.
 */
export const findInvitedClinic = statement<{ value: string; name: string }>(
  'worlds.find-invited-clinic',
  `SELECT demo.value, le.name
     FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS demo(value, value_hash, ordinal)
     JOIN tokens t ON t.value_hash = demo.value_hash AND t.expires_at > $4 AND t.revoked_at IS NULL
     JOIN clients c ON c.id = t.client_id AND c.access_type = 'DIRECT' AND NOT c.is_blocked
     JOIN legal_entities le ON le.id = t.client_id AND le.type = 'OUTPATIENT' AND le.status IN ('ACTIVE', 'SUSPENDED')
    WHERE NOT EXISTS (SELECT 1 FROM licenses l WHERE l.legal_entity_id = le.id AND l.is_active AND l.type = $3)
    ORDER BY demo.ordinal LIMIT 1`,
);

/** The client whose token and API key are both good; no row: one is not. $1 hash of the token, $2 of the key, $3 now. */
export const findInvitedPortal = statement<{ id: string }>(
  'worlds.find-invited-portal',
  `SELECT c.id FROM tokens t JOIN api_keys k ON k.client_id = t.client_id JOIN clients c ON c.id = t.client_id
    WHERE t.value_hash = $1 AND t.expires_at > $3 AND t.revoked_at IS NULL
      AND k.value_hash = $2 AND k.revoked_at IS NULL AND NOT c.is_blocked`,
);
