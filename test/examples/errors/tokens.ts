import { createHash } from 'node:crypto';
import { withdrawConsent } from '../../../src/oauth/consents.ts';
import { atOnce } from '../../../src/platform/turns.ts';
import { ID } from '../callers.ts';
import { codeExchange, codeForMis, MIS, MIS_KEY } from '../methods/tokens.ts';
import type { Stage } from '../stage.ts';

const EXCHANGE = 'POST /oauth/tokens';
const VERIFY = 'GET /admin/tokens/{value}/verify';
const VERIFIER = 'a-verifier-that-nobody-guesses-a-verifier';
const KEY = { 'API-key': 'demo-operator-key' };
const MINUTE_MS = 60_000;

/** The table of 11.2, in its order. */
export async function playExchangeErrors(stage: Stage): Promise<void> {
  const { play, pass } = stage;
  const refused = (outcome: string, code: string, overrides: object = {}) =>
    play(EXCHANGE, outcome, { by: MIS_KEY, body: codeExchange(code, overrides) });
  const unknown = 'a-code-that-nobody-was-sent';
  await refused('422 schema-invalid', unknown, { code: undefined });
  await refused('422 grant-type-missing', unknown, { grant_type: undefined });
  await refused('422 grant-type-unsupported', unknown, { grant_type: 'password' });
  await refused('401 client-invalid', unknown, { client_secret: 'a wrong secret' });
  await refused('401 token-not-found', unknown);
  const code = await codeForMis(stage);
  await refused('401 redirect-uri-mismatch', code, { redirect_uri: 'http://localhost:4000/demo/callback' });
  await refused('422 scope-empty', code, { scope: '' });
  await refused('401 scope-not-of-role', code, { scope: 'user:write' });
  await refused('422 scope-not-of-client', code, { scope: 'license:read legal_entity:read' });
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const proved = await codeForMis(stage, { code_challenge: challenge, code_challenge_method: 'S256' });
  await refused('401 code-verifier-wrong', proved, { code_verifier: 'another-verifier'.repeat(3) });
  await play(EXCHANGE, '401 grant-of-another-client', {
    by: MIS_KEY,
    body: codeExchange(code, { client_id: ID.pharmacy, client_secret: 'demo-pharmacy-secret' }),
  });
  await refused('201', code);
  await refused('401 token-used', code);
  const late = await codeForMis(stage);
  pass(6 * MINUTE_MS);
  await refused('401 token-expired', late);
  await playFormErrors(stage);
  await playWithdrawal(stage);
}

async function playFormErrors({ play }: Stage): Promise<void> {
  const twice = { ...MIS, token: 'a-token' };
  const basic = `Basic ${Buffer.from(`${ID.pharmacy}:demo-pharmacy-secret`).toString('base64')}`;
  for (const path of ['/oauth/revoke', '/oauth/introspect']) {
    await play(`POST ${path}`, '401 client-invalid', { by: MIS_KEY, form: { ...twice, client_secret: 'x' } });
    await play(`POST ${path}`, '400 client-credentials-twice', {
      by: { Authorization: basic, ...MIS_KEY },
      form: twice,
    });
  }
  await play(EXCHANGE, '400 client-credentials-twice', {
    by: { Authorization: basic, ...MIS_KEY },
    form: { grant_type: 'refresh_token', ...MIS, refresh_token: 'a-token' },
  });
  await play(VERIFY, '401 token-not-found', { by: KEY, path: { value: 'a-token-of-nobody' } });
  await play(VERIFY, '401 token-expired', { by: KEY, path: { value: 'demo-expired' } });
}

/** The person takes back, on the page of the own account, what the token came of. */
async function playWithdrawal(stage: Stage): Promise<void> {
  const { play, pool, clock } = stage;
  const { data } = await play(EXCHANGE, '201', {
    by: MIS_KEY,
    body: codeExchange(await codeForMis(stage)),
  });
  const code = await codeForMis(stage);
  const { rows } = await pool.query('SELECT connection_id FROM consents WHERE user_id = $1', [ID.owner]);
  const asked = { userId: ID.owner, requestId: 'the-page-of-the-account' };
  for (const { connection_id: connectionId } of rows)
    await withdrawConsent({ db: pool, clock, writes: atOnce }, { ...asked, connectionId });
  await play(EXCHANGE, '401 consent-withdrawn', { by: MIS_KEY, body: codeExchange(code) });
  await play(VERIFY, '401 consent-withdrawn', { by: KEY, path: { value: data.value } });
}
