import { hashSecret } from '../auth/secrets.ts';
import type { Pool } from '../platform/database/pool.ts';
import { findInvitedClinic } from './demo.queries.ts';
import { DEMO_WORLD, readWorldFile } from './world-file.ts';

/** What a newcomer can do next with the demo world. */
export type DemoInvitation = { token: string; legalEntityName: string; licenseType: string };

const DEMO_LICENSE_TYPE = 'PHARMACY_DRUGS';

/**
 * The first token of the demo world whose clinic does not have the demo's licence yet, so that the printed call is
 * answered 201; undefined when the database has no such token. Only values that the repository publishes are shown.
 */
export async function findDemoInvitation(pool: Pool, now: Date): Promise<DemoInvitation | undefined> {
  const { tokens } = (await readWorldFile(DEMO_WORLD)) as { tokens: { value: string }[] };
  const [found] = await findInvitedClinic(pool, [
    tokens.map(({ value }) => value),
    tokens.map(({ value }) => hashSecret(value)),
    DEMO_LICENSE_TYPE,
    now.toISOString(),
  ]);
  return found && { token: found.value, legalEntityName: found.name, licenseType: DEMO_LICENSE_TYPE };
}
