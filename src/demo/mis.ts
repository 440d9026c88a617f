import { randomUUID } from 'node:crypto';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import { changeRedirectUris } from '../clients/connections/change-connections.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { findDemoConnection } from './demo.queries.ts';

/** The МІС of `worlds/demo.json`, which whoever follows the tutorial plays. */
export const DEMO_MIS = {
  clientId: '33333333-3333-4333-8333-000000000001',
  secret: 'demo-mis-secret',
  /** It is a BROKER, so it shows its key wherever it calls in its own name. */
  apiKey: 'demo-mis-key',
  scope: 'license:read license:write',
} as const;

/** The client of the demo's console: a public one, whose key is good only beside its tokens. */
export const DEMO_CONSOLE = {
  id: '33333333-3333-4333-8333-000000000005',
  apiKey: 'demo-console-key',
} as const;

/** Where the sign-in page sends people back to, below the address of the product. */
export const CALLBACK_PATH = '/demo/callback';
const CONSOLE_PATH = '/console/';

/**
 * The link that begins a sign-in at the demo's МІС. The world knows the default port; under any other address the МІС and
 * the console are given redirect URIs there first, or nobody would be sent back.
 * @param origin scheme, host and port of the product
 * @returns undefined where the МІС is gone, blocked, or has another secret
 */
export async function inviteToSignIn(pool: Pool, clock: Clock, origin: string): Promise<string | undefined> {
  const redirectUri = `${origin}${CALLBACK_PATH}`;
  const isThere = await admit(pool, clock, DEMO_MIS.clientId, redirectUri);
  await admit(pool, clock, DEMO_CONSOLE.id, `${origin}${CONSOLE_PATH}`);
  if (!isThere) return undefined;
  const query = new URLSearchParams({
    client_id: DEMO_MIS.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: DEMO_MIS.scope,
    state: 'from-the-tutorial',
  });
  return `${origin}/sign-in?${query.toString().replaceAll('+', '%20')}`;
}

/** Whether the client's own connection is there; then it has the redirect URI afterwards. */
async function admit(pool: Pool, clock: Clock, clientId: string, redirectUri: string): Promise<boolean> {
  const [connection] = await findDemoConnection(pool, [clientId]);
  if (connection === undefined) return false;
  const { redirect_uris: known } = connection;
  if (known.includes(redirectUri)) return true;
  const stamp = { now: clock.now(), userId: SYSTEM_USER_ID, requestId: `demo:${randomUUID()}` };
  await changeRedirectUris({ db: pool, stamp, observeRefusal() {} }, clientId, [...known, redirectUri]);
  return true;
}
