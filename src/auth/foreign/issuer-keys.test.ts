/**
 * Goal: keys come and go with the issuer, its absence ends nobody's work, and no flood of tokens becomes one of questions.
 * Method: a key set that the test answers with, and a clock that the test moves.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK, type JWTHeaderParameters } from 'jose';
import { ApiError } from '../../platform/errors/error-definition.ts';
import { createLogger } from '../../platform/log.ts';
import { issuerKeys } from './issuer-keys.ts';

const MINUTE = 60_000;
const { publicKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = await exportJWK(publicKey);
const named = (...kids: string[]): JSONWebKeySet => ({ keys: kids.map((kid): JWK => ({ ...jwk, kid })) });

let nowMs: number;
let asked: number;
/** What the issuer answers; a rejection: it is away. */
let issuer: () => Promise<JSONWebKeySet>;
let keys: ReturnType<typeof issuerKeys>;
beforeEach(() => {
  nowMs = 1_000_000;
  asked = 0;
  issuer = async () => named('a');
  const fetchKeys = () => {
    asked++;
    return issuer();
  };
  keys = issuerKeys(fetchKeys, { log: createLogger('silent'), nowMs: () => nowMs });
});

const ask = async (header: JWTHeaderParameters) => keys(header, { payload: '', signature: '' });
const find = (kid: string) =>
  ask({ alg: 'ES256', kid }).then(
    () => 'found',
    (error) => (error instanceof ApiError ? String(error.definition.status) : 'unknown'),
  );
const away = async (): Promise<never> => {
  throw new Error('away');
};
const never = () => new Promise<never>(() => {});

describe('keys', () => {
  test('are asked for when the first token needs them, once for all that come together', async () => {
    assert.deepEqual(await Promise.all(Array.from({ length: 50 }, () => find('a'))), Array(50).fill('found'));
    assert.equal(asked, 1);
  });
  test('are used for five minutes unasked; then a withdrawn one is unknown', async () => {
    assert.equal(await find('a'), 'found');
    issuer = async () => named('b');
    nowMs += 5 * MINUTE - 1;
    assert.equal(await find('a'), 'found');
    assert.equal(asked, 1);
    nowMs += 1;
    assert.equal(await find('a'), 'unknown');
    assert.equal(await find('b'), 'found');
    assert.equal(asked, 2);
  });
  test('that are new are known at the first token that names them', async () => {
    assert.equal(await find('a'), 'found');
    issuer = async () => named('a', 'b');
    nowMs += 10_000;
    assert.equal(await find('b'), 'found');
    assert.equal(await find('a'), 'found');
    assert.equal(asked, 2);
  });
  test('of unknown names are asked for once in ten seconds, however many tokens name them', async () => {
    assert.equal(await find('a'), 'found');
    for (let second = 1; second <= 60; second++) {
      nowMs += 1_000;
      await Promise.all(Array.from({ length: 20 }, (_, n) => find(`stranger-${second}-${n}`)));
    }
    assert.equal(asked, 1 + 6);
    assert.equal(await find('a'), 'found');
  });
});

describe('while the issuer is away', () => {
  test('its keys are used on for a day, nobody waits for it, and it is asked once in ten seconds', async () => {
    assert.equal(await find('a'), 'found');
    issuer = away;
    nowMs += 5 * MINUTE;
    assert.equal(await find('a'), 'found');
    issuer = never;
    for (let second = 1; second <= 30; second++) {
      nowMs += 1_000;
      assert.equal(await find('a'), 'found');
    }
    assert.equal(asked, 3, 'the third question is still open');
  });
  test('they are good until they are a day old, and not a moment longer', async () => {
    assert.equal(await find('a'), 'found');
    issuer = away;
    nowMs += 24 * 60 * MINUTE - 1;
    assert.equal(await find('a'), 'found');
    nowMs += 10_001;
    assert.equal(await find('a'), '503');
    issuer = async () => named('a');
    nowMs += 10_000;
    assert.equal(await find('a'), 'found');
  });
  test('an unknown name is unknown', async () => {
    assert.equal(await find('a'), 'found');
    issuer = away;
    nowMs += MINUTE;
    assert.equal(await find('b'), 'unknown');
  });
  test('and has never been there, nothing can be judged: 503, until it comes', async () => {
    issuer = away;
    assert.equal(await find('a'), '503');
    issuer = async () => named('a');
    nowMs += 9_999;
    assert.equal(await find('a'), '503');
    nowMs += 1;
    assert.equal(await find('a'), 'found');
  });
  test('a key set that is none leaves what was there', async () => {
    assert.equal(await find('a'), 'found');
    for (const nonsense of [{ keys: 'x' }, { keys: [1] }, {}]) {
      issuer = async () => nonsense as unknown as JSONWebKeySet;
      nowMs += 6 * MINUTE;
      assert.equal(await find('a'), 'found');
    }
  });
});

test('a slow issuer holds a request for less than half a second', { timeout: 5_000 }, async () => {
  assert.equal(await find('a'), 'found');
  issuer = never;
  nowMs += 5 * MINUTE;
  const began = performance.now();
  assert.equal(await find('a'), 'found');
  assert.ok(performance.now() - began < 3_000);
});

test('of two keys of one name, or where a token names none, none is taken', async () => {
  issuer = async () => named('a', 'a');
  assert.equal(await find('a'), 'unknown');
  assert.equal(await ask({ alg: 'ES256' }).catch(({ code }) => code), 'ERR_JWKS_MULTIPLE_MATCHING_KEYS');
});
