/**
 * Goal: a half-configured or dangerous issuer of foreign tokens is told at start.
 * Method: environments as objects.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issuerOf } from './jwt-issuer.ts';
import { loadConfig } from './load.ts';
import type { ConfigError } from './mistakes.ts';

const GOOD = { JWT_ISSUER: 'https://id.example/realms/health', JWT_AUDIENCE: 'https://registry.example' };
const mistakesOf = (environment: Record<string, string>): string[] => {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigError).mistakes;
  }
};

test('without an issuer there is none, and what belongs to one says so', () => {
  assert.equal(issuerOf(loadConfig({})), undefined);
  assert.deepEqual(mistakesOf({ JWT_AUDIENCE: 'x', JWT_ALGORITHMS: 'RS256' }), [
    'JWT_AUDIENCE says nothing without JWT_ISSUER',
    'JWT_ALGORITHMS says nothing without JWT_ISSUER',
  ]);
});

test('issuer and audience are enough; claims and algorithms have their usual names', () => {
  assert.deepEqual(issuerOf(loadConfig(GOOD)), {
    issuer: GOOD.JWT_ISSUER,
    audience: GOOD.JWT_AUDIENCE,
    jwksUri: undefined,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'EdDSA'],
    claims: { client: ['client_id', 'azp'], user: 'sub', scope: 'scope', accessType: undefined },
  });
  assert.deepEqual(mistakesOf({ JWT_ISSUER: GOOD.JWT_ISSUER }), [
    'JWT_AUDIENCE must be set together with JWT_ISSUER',
  ]);
});

test('no algorithm can be allowed that whoever verifies could sign by', () => {
  for (const each of ['none', 'HS256', 'RS256,HS512', 'rs256', 'RS256 ES256', ',', 'RSA-OAEP'])
    assert.match(
      mistakesOf({ ...GOOD, JWT_ALGORITHMS: each })[0] ?? '',
      /^JWT_ALGORITHMS must be algorithms of/,
    );
  assert.deepEqual(issuerOf(loadConfig({ ...GOOD, JWT_ALGORITHMS: 'RS512, ES384' }))?.algorithms, [
    'RS512',
    'ES384',
  ]);
});

test('issuer and keys are reached over HTTPS, or on this machine; the issuer is taken to the letter', () => {
  for (const name of ['JWT_ISSUER', 'JWT_JWKS_URI'])
    for (const url of [
      'http://id.example',
      'id.example',
      'file:///keys',
      'https://id.example/?a=1',
      'https://id.example/#a',
    ])
      assert.match(mistakesOf({ ...GOOD, [name]: url })[0] ?? '', new RegExp(`^${name} must be a URL`), url);
  for (const url of [
    'https://id.example/',
    'https://id.example',
    'http://localhost:8080/realms/x',
    'http://[::1]:1',
  ])
    assert.equal(issuerOf(loadConfig({ ...GOOD, JWT_ISSUER: url }))?.issuer, url);
});

test('a misspelt name is told', () => {
  const { unknownVariables } = loadConfig({ ...GOOD, JWT_CLAIM_ROLE: 'x' });
  assert.equal(unknownVariables.length, 1);
});
