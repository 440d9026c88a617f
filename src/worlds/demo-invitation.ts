import { hashSecret } from '../auth/secrets.ts';
import type { Pool } from '../platform/database/pool.ts';
import { DEMO_WORLD, readWorldFile } from './read-world-file.ts';

/** What a newcomer can do next with the demo world. */
export type DemoInvitation = { token: string; legalEntityName: string; licenseType: string };

const DEMO_LICENSE_TYPE = 'PHARMACY_DRUGS';

/**
 * The first token of the demo world whose clinic does not have the demo's licence yet, so that the printed call is
 * answered 201; undefined when the database has no such token. Only values that the repository publishes are shown.
 */
export async function findDemoInvitation(pool: Pool, now: Date): Promise<DemoInvitation | undefined> {
  const { tokens } = (await readWorldFile(DEMO_WORLD)) as { tokens: { value: string }[] };
  const { rows } = await pool.query<{ value: string; name: string }>(
    `SELECT demo.value, le.name
       FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS demo(value, value_hash, ordinal)
       JOIN tokens t ON t.value_hash = demo.value_hash AND t.expires_at > $4 AND t.revoked_at IS NULL
       JOIN clients c ON c.id = t.client_id AND c.access_type = 'DIRECT' AND NOT c.is_blocked
       JOIN legal_entities le ON le.id = t.client_id AND le.type = 'OUTPATIENT' AND le.status IN ('ACTIVE', 'SUSPENDED')
      WHERE NOT EXISTS (SELECT 1 FROM licenses l WHERE l.legal_entity_id = le.id AND l.is_active AND l.type = $3)
      ORDER BY demo.ordinal LIMIT 1`,
    [
      tokens.map(({ value }) => value),
      tokens.map(({ value }) => hashSecret(value)),
      DEMO_LICENSE_TYPE,
      now.toISOString(),
    ],
  );
  const found = rows[0];
  return found && { token: found.value, legalEntityName: found.name, licenseType: DEMO_LICENSE_TYPE };
}
