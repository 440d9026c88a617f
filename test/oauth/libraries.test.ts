/**
 * Goal: the client libraries that people use complete the flow as they are: discovery, code with PKCE, refresh, introspection,
 * revocation; and they refuse what does not come from us.
 * Method: openid-client and oauth4webapi, unchanged, against the API over plain HTTP; the sign-in page's answer is made by the
 * functions below it.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { redirectTo } from '../../src/oauth/redirect.ts';
import { codeOf, isAccepted } from './flow.ts';
import { CLINIC_URI, CONSOLE_URI, PLAIN_URI, SECRET, useServedPeople } from './world.ts';

const people = useServedPeople();

/** Follows the link that a library made, as a person would. */
async function signIn(link: URL, iss: string): Promise<URL> {
  assert.equal(link.origin + link.pathname, `${people.url}/sign-in`);
  const query = Object.fromEntries(link.searchParams);
  const code = await codeOf(people, { query, at: people.ids.clinic });
  return new URL(redirectTo(query.redirect_uri as string, { iss, state: query.state ?? null, code }));
}

describe('openid-client', () => {
  const discover = (authentication: client.ClientAuth, clientId: string) =>
    client.discovery(new URL(people.url), clientId, undefined, authentication, {
      algorithm: 'oauth2',
      execute: [client.allowInsecureRequests],
    });
  const flow = async (configuration: client.Configuration, redirect_uri: string) => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const expectedState = client.randomState();
    const link = client.buildAuthorizationUrl(configuration, {
      redirect_uri,
      scope: 'license:read license:write',
      state: expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const back = await signIn(link, people.url);
    const tokens = await client.authorizationCodeGrant(configuration, back, {
      pkceCodeVerifier,
      expectedState,
    });
    const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token as string);
    return { tokens, refreshed };
  };

  for (const [name, authentication] of [
    ['Basic', () => client.ClientSecretBasic(SECRET)],
    ['the body', () => client.ClientSecretPost(SECRET)],
  ] as const)
    test(`with its secret in ${name}`, async () => {
      const configuration = await discover(authentication(), people.ids.clinic);
      const { tokens, refreshed } = await flow(configuration, PLAIN_URI);
      assert.equal(tokens.scope, 'license:read license:write');
      assert.equal(await isAccepted(people.url, refreshed.access_token), true);
      const about = await client.tokenIntrospection(configuration, refreshed.access_token);
      assert.deepEqual(
        [about.active, about.client_id, about.sub, about.token_type],
        [true, people.ids.clinic, people.ids.owner, 'Bearer'],
      );
      await client.tokenRevocation(configuration, refreshed.access_token);
      assert.equal(await isAccepted(people.url, refreshed.access_token), false);
      assert.equal((await client.tokenIntrospection(configuration, refreshed.access_token)).active, false);
      await client.tokenRevocation(configuration, refreshed.refresh_token as string);
      assert.equal(await isAccepted(people.url, tokens.access_token), false, 'with the family');
      await assert.rejects(
        client.refreshTokenGrant(configuration, refreshed.refresh_token as string),
        (error: client.ResponseBodyError) => error.error === 'invalid_grant' && error.status === 400,
      );
    });

  test('as a public client', async () => {
    const configuration = await discover(client.None(), people.ids.console);
    const { refreshed } = await flow(configuration, CONSOLE_URI);
    assert.equal(refreshed.expires_in, 900);
    await client.tokenRevocation(configuration, refreshed.refresh_token as string);
    assert.equal(await isAccepted(people.url, refreshed.access_token), false);
  });
});

test('oauth4webapi, which refuses an answer of another issuer', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(people.url);
  const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
  const server = await oauth.processDiscoveryResponse(issuer, found);
  const program = { client_id: people.ids.clinic };
  const authentication = oauth.ClientSecretBasic(SECRET);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const link = new URL(server.authorization_endpoint as string);
  const query = {
    client_id: program.client_id,
    redirect_uri: CLINIC_URI,
    response_type: 'code',
    scope: 'license:read',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) link.searchParams.set(name, value);
  const foreign = await signIn(link, 'https://evil.example');
  assert.throws(() => oauth.validateAuthResponse(server, program, foreign, state), /iss/);
  const parameters = oauth.validateAuthResponse(server, program, await signIn(link, people.url), state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    program,
    authentication,
    parameters,
    CLINIC_URI,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, program, answer);
  const refreshing = await oauth.refreshTokenGrantRequest(
    server,
    program,
    authentication,
    tokens.refresh_token as string,
    insecure,
  );
  const refreshed = await oauth.processRefreshTokenResponse(server, program, refreshing);
  const asking = await oauth.introspectionRequest(
    server,
    program,
    authentication,
    refreshed.access_token,
    insecure,
  );
  assert.equal((await oauth.processIntrospectionResponse(server, program, asking)).active, true);
  const revoking = await oauth.revocationRequest(
    server,
    program,
    authentication,
    refreshed.refresh_token as string,
    insecure,
  );
  await oauth.processRevocationResponse(revoking);
  assert.equal(await isAccepted(people.url, refreshed.access_token), false);
});
