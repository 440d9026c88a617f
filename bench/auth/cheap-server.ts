/**
 * One cheap method, `GET /api/licenses`, with the authorization of the product or with none, in which case everybody is the
 * one client. Usage: cheap-server.ts <database url> <client id> <issuer with its keys, as JSON | open>
 */
import type { AddressInfo } from 'node:net';
import { registerRoute } from '../../src/api/register.ts';
import { createHttpServer } from '../../src/api/server.ts';
import type { Principal } from '../../src/auth/access.ts';
import { authorize } from '../../src/auth/authorize.ts';
import { foreignTokens } from '../../src/auth/foreign/foreign-tokens.ts';
import { issuerKeys } from '../../src/auth/foreign/issuer-keys.ts';
import { getLicensesRoute } from '../../src/licenses/get/route.ts';
import { createClock } from '../../src/platform/clock.ts';
import { APPLICATION_ROLE } from '../../src/platform/database/migrate.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { createLogger } from '../../src/platform/log.ts';

const [url, clientId, issuer] = process.argv.slice(2) as [string, string, string];
const pool = createPool({ url, role: APPLICATION_ROLE, applicationName: 'cheap server', onError: () => {} });
const clock = createClock({ timeZone: 'Europe/Kyiv' });
const log = createLogger('silent');

function guard() {
  const { jwks, ...settings } = JSON.parse(issuer);
  const keys = issuerKeys(async () => jwks, { log });
  const authority = { db: pool, clock, judgeForeign: foreignTokens(settings, keys, clock) };
  return (...shown: Parameters<typeof authorize> extends [unknown, ...infer Rest] ? Rest : never) =>
    authorize(authority, ...shown);
}
const everybody: Principal = {
  tokenId: null,
  userId: clientId,
  clientId,
  clientType: 'MSP',
  consumerId: null,
  hasSecretKey: false,
  scopes: ['license:read'],
};

const app = await createHttpServer({ log, trustedProxies: [], isDraining: () => false, onAnswer: () => {} });
registerRoute(app, getLicensesRoute, {
  authorize: issuer === 'open' ? async () => everybody : guard(),
  codesOf: async () => [],
  observeRefusal: () => {},
  services: { db: pool },
});
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as AddressInfo;
process.stdout.write(JSON.stringify({ api_url: `http://127.0.0.1:${port}` }));
process.once('SIGTERM', () => process.exit());
