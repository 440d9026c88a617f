import { codeOf } from '../../oauth/flow.ts';
import { CLINIC, ID, NOBODY, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

export const MIS = { client_id: ID.mis, client_secret: 'demo-mis-secret' };
export const MIS_KEY = { 'API-key': 'demo-mis-key' };
const REDIRECT_URI = 'http://127.0.0.1:4000/demo/callback';
const SCOPE = 'license:read license:write';

/** What the sign-in page sends the МІС of the demo, when the owner of the clinic has agreed. */
export async function codeForMis(stage: Stage, query: Record<string, string> = {}): Promise<string> {
  const code = await codeOf(
    { ...stage, ids: {} as never },
    {
      userId: ID.owner,
      at: ID.clinic,
      query: { client_id: ID.mis, redirect_uri: REDIRECT_URI, scope: SCOPE, ...query },
    },
  );
  stage.names.set(code, 'code-from-the-sign-in-page');
  return code;
}

export const codeExchange = (code: string, overrides: object = {}) => ({
  token: {
    grant_type: 'authorization_code',
    ...MIS,
    code,
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    ...overrides,
  },
});

/** A МІС gets tokens for a person, asks about them and gives them back. */
export async function playTokens(stage: Stage): Promise<void> {
  const { play } = stage;
  await play('GET /.well-known/oauth-authorization-server', '200', { by: NOBODY });
  const { data: token } = await play('POST /oauth/tokens', '201', {
    by: MIS_KEY,
    body: codeExchange(await codeForMis(stage)),
  });
  await play('GET /admin/tokens/{value}/verify', '200', {
    by: { 'API-key': 'demo-operator-key' },
    path: { value: token.value },
  });
  await play('GET /auth/me', '200', { by: CLINIC });
  await play('POST /oauth/introspect', '200', { by: MIS_KEY, form: { ...MIS, token: token.value } });
  await play('GET /api/admin/tokens', '200', {
    by: OPERATOR,
    query: { client_id: ID.clinic, page_size: 2 },
  });
  const renewed = await play('POST /oauth/tokens', '200', {
    by: MIS_KEY,
    form: { grant_type: 'refresh_token', ...MIS, refresh_token: token.details.refresh_token },
  });
  await play('PATCH /api/admin/tokens/{id}/actions/revoke', '200', {
    by: OPERATOR,
    path: { id: token.id },
    body: { family: false },
  });
  await play('POST /oauth/revoke', '200', { by: MIS_KEY, form: { ...MIS, token: token.value } });
  await play('POST /auth/logout', '200', {
    by: { Authorization: `Bearer ${renewed.access_token}`, ...MIS_KEY },
  });
}
