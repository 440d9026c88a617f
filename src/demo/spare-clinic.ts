import { randomSecret } from '../auth/secrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { loadWorld } from '../worlds/load.ts';
import { findSpareClinics } from './demo.queries.ts';

/** Until the next day: each start makes another. */
const TOKEN_LIFETIME_SECONDS = 86_400;

/** The demo's owner of clinics. */
const OWNER = '44444444-4444-4444-8444-000000000001';

const numbered = (start: string, n: number) => `${start}-4111-8111-0001${String(n).padStart(8, '0')}`;

/**
 * A clinic of the demo that has no licence of the type, with a token: a licence is created once a clinic, there is no
 * method to end one, and a newcomer who starts for the tenth time wants to create one too. The last such clinic serves
 * until it has the licence, then the next is made. Its token is random: a published one would outlive the demo.
 */
export async function openSpareClinic(
  pool: Pool,
  clock: Clock,
  licenseType: string,
): Promise<{ value: string; name: string }> {
  const [spare] = await findSpareClinics(pool, [numbered('11111111-1111', 0), licenseType]);
  const n = spare === undefined ? 1 : spare.number + (spare.is_taken ? 1 : 0);
  const id = numbered('11111111-1111', n);
  const name = `Клініка для спроб № ${n}`;
  const value = randomSecret();
  await loadWorld(pool, clock, {
    legal_entities: [{ id, name, edrpou: String(38_790_000 + n), type: 'OUTPATIENT', status: 'ACTIVE' }],
    licenses: [
      {
        id: numbered('22222222-2222', n),
        legal_entity_id: id,
        type: 'MSP',
        is_primary: true,
        issued_by: 'МОЗ України',
        issued_date: '-30d',
        active_from_date: '-30d',
      },
    ],
    tokens: [
      {
        value,
        client_id: id,
        user_id: OWNER,
        scope: 'license:write license:read legal_entity:read',
        expires_in: TOKEN_LIFETIME_SECONDS,
      },
    ],
  });
  return { value, name };
}
