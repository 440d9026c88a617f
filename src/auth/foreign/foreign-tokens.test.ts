/**
 * Goal: an access token of the issuer says who calls, while its time lasts.
 * Method: one good token, changed in one way at a time and signed anew; the clock stands still.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  assertAccepted,
  assertRefused,
  CLAIMS,
  CLIENT,
  ec,
  type Header,
  ISSUER,
  judgeAt,
  NOW,
  rsa,
  sign,
  signAs,
  USER,
} from '../../../test/fixtures/foreign-token.ts';

describe('an access token of the issuer', () => {
  test('says who calls', async () => {
    assert.deepEqual(await assertAccepted(await sign(CLAIMS)), {
      clientId: CLIENT,
      userId: USER,
      scopes: ['license:read', 'license:write'],
      accessType: undefined,
    });
  });
  test('may be signed by any allowed algorithm that its key has', async () => {
    for (const alg of ['RS256', 'RS512']) await assertAccepted(await signAs(alg, rsa, 'rsa-1'));
    await assertAccepted(await signAs('ES256', ec, 'ec-1'));
  });
  test('may name its type in each usual way, or in none', async () => {
    for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'JWT', 'jwt', undefined])
      await assertAccepted(await sign(CLAIMS, { typ } as Header));
    for (const typ of ['logout+jwt', 'dpop+jwt', 'JOSE', 'at+jwt ', ''])
      await assertRefused(await sign(CLAIMS, { typ }), 'typ');
  });
  test('may be for several audiences of which we are one', async () => {
    await assertAccepted(await sign({ ...CLAIMS, aud: ['account', ISSUER.audience] }));
  });
  test('names its client in the first of the configured claims that it has', async () => {
    const { client_id: _, ...others } = CLAIMS;
    assert.equal((await assertAccepted(await sign({ ...others, azp: CLIENT }))).clientId, CLIENT);
    await assertRefused(await sign({ ...CLAIMS, client_id: 'account', azp: CLIENT }), 'client');
  });
  test('has its scopes as text or as an array, in which a blank is part of a name', async () => {
    const scopesOf = async (scope: unknown) =>
      (await assertAccepted(await sign({ ...CLAIMS, scope }))).scopes;
    assert.deepEqual(await scopesOf(['a:b', 'c:d e:f']), ['a:b', 'c:d e:f']);
    assert.deepEqual(await scopesOf(''), []);
    assert.deepEqual(await scopesOf(undefined), []);
    for (const scope of [null, 1, {}, [1], ['a:b', null], [['a:b']]])
      await assertRefused(await sign({ ...CLAIMS, scope }), 'scope');
  });
  test('may say its access type, in the two words that there are', async () => {
    for (const access_type of ['DIRECT', 'BROKER'])
      assert.equal((await assertAccepted(await sign({ ...CLAIMS, access_type }))).accessType, access_type);
    for (const access_type of ['direct', '', null, true, ['DIRECT']])
      await assertRefused(await sign({ ...CLAIMS, access_type }), 'access type');
  });
});

describe('times', () => {
  const at = (seconds: number) => judgeAt(seconds * 1000);
  test('a token is over at the second of `exp`, not a millisecond later, and nothing forgives that', async () => {
    const token = await sign({ ...CLAIMS, exp: NOW });
    await assertAccepted(token, judgeAt(NOW * 1000 - 1));
    for (const ms of [0, 1, 999, 29_000, 3_600_000])
      await assertRefused(token, 'exp', judgeAt(NOW * 1000 + ms));
    await assertRefused(await sign({ ...CLAIMS, exp: NOW + 0.5 }), 'exp', judgeAt(NOW * 1000 + 500));
  });
  test('a token that begins is good for a clock that is half a minute behind, and for none before', async () => {
    const token = await sign({ ...CLAIMS, nbf: NOW });
    for (const seconds of [NOW + 1, NOW, NOW - 30]) await assertAccepted(token, at(seconds));
    for (const seconds of [NOW - 31, NOW - 3600]) await assertRefused(token, 'nbf', at(seconds));
  });
  test('are numbers, and a token that never ends is none', async () => {
    const { exp: _, ...endless } = CLAIMS;
    await assertRefused(await sign(endless), 'exp');
    const odd = [null, `${NOW + 60}`, 'tomorrow', true, {}, [NOW + 60], -1, 0, 253_402_300_800];
    for (const exp of odd) await assertRefused(await sign({ ...CLAIMS, exp }), 'exp');
    for (const nbf of [null, '0', false, [0]]) await assertRefused(await sign({ ...CLAIMS, nbf }), 'nbf');
    for (const iat of [null, '0', {}]) await assertRefused(await sign({ ...CLAIMS, iat }), 'iat');
    for (const number of ['1e999', '-1e999', 'Infinity', 'NaN', '0x7fffffff', '1_900_000_000'])
      await assertRefused(await sign(JSON.stringify(CLAIMS).replace(`${NOW + 60}`, number)));
  });
});
