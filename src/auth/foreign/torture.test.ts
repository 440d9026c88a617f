/**
 * Goal: no JWT passes but an access token that the issuer signed, for us.
 * Method: one good token, changed in one way at a time and signed anew, by the issuer's key wherever an attacker could not.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { exportJWK, exportSPKI } from 'jose';
import {
  assertAccepted,
  assertRefused,
  CLAIMS,
  CLIENT,
  ec,
  encoded,
  HEADER,
  type Header,
  ISSUER,
  judgeAt,
  jwks,
  NOW,
  rsa,
  sign,
  signAs,
  stranger,
  USER,
} from '../../../test/fixtures/foreign-token.ts';
import { mayBeForeign } from './foreign-tokens.ts';

const unsigned = (header: unknown, payload: unknown = CLAIMS, signature = '') =>
  `${encoded(header)}.${encoded(payload)}.${signature}`;

describe('a token is refused', () => {
  test('that is for others, or by others', async () => {
    const { aud: _, iss: __, ...rest } = CLAIMS;
    const audiences = ['account', '', null, [], {}, [[ISSUER.audience]], `${ISSUER.audience}/`, undefined];
    for (const aud of audiences) await assertRefused(await sign({ ...CLAIMS, aud }), 'aud');
    const issuers = [`${ISSUER.issuer}/`, 'https://issuer.example', null, [ISSUER.issuer], undefined];
    for (const iss of issuers) await assertRefused(await sign({ ...CLAIMS, iss }), 'iss');
    await assertRefused(await sign(rest), 'iss');
  });
  test('that is signed by another key of the same name', async () => {
    await assertRefused(await sign(CLAIMS, {}, stranger.privateKey), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
  });
  test('that is not signed, in any spelling', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, undefined, 0, ['RS256'], { alg: 'RS256' }])
      for (const signature of ['', 'AA']) {
        const token = unsigned({ ...HEADER, alg }, CLAIMS, signature);
        if (mayBeForeign(token)) await assertRefused(token);
      }
    const signed = (await sign(CLAIMS)).split('.')[2] as string;
    await assertRefused(unsigned({ ...HEADER, alg: 'none' }, CLAIMS, signed), 'ERR_JOSE_ALG_NOT_ALLOWED');
  });
  test('that is signed by HMAC with the public key as secret', async () => {
    const spki = await exportSPKI(rsa.publicKey);
    const forms = [spki, spki.trim(), JSON.stringify(jwks[0]), jwks[0]?.n as string];
    for (const secret of forms)
      for (const [alg, hash] of [
        ['HS256', 'sha256'],
        ['HS512', 'sha512'],
      ] as const) {
        const input = `${encoded({ ...HEADER, alg })}.${encoded(CLAIMS)}`;
        const token = `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
        await assertRefused(token, 'ERR_JOSE_ALG_NOT_ALLOWED');
      }
  });
  test('that is signed by an algorithm which is not on the list, by the right key', async () => {
    await assertRefused(await signAs('RS384', rsa, 'rsa-1'), 'ERR_JOSE_ALG_NOT_ALLOWED');
    const narrow = judgeAt(NOW * 1000, { ...ISSUER, algorithms: ['ES256'] });
    await assertRefused(await sign(CLAIMS), 'ERR_JOSE_ALG_NOT_ALLOWED', narrow);
  });
  test('that claims the algorithm of another kind of key', async () => {
    await assertRefused(await sign(CLAIMS, { kid: 'ec-1' }), 'ERR_JWKS_NO_MATCHING_KEY');
    const ecSigned = await signAs('ES256', ec, 'ec-1');
    const [, payload, signature] = ecSigned.split('.');
    await assertRefused(`${encoded({ ...HEADER, alg: 'RS256' })}.${payload}.${signature}`);
  });
  test('that brings its key along, or says where to get it', async () => {
    const jwk = await exportJWK(stranger.publicKey);
    const { privateKey } = stranger;
    for (const header of [
      { jwk },
      { jwk, kid: undefined },
      { jku: 'https://attacker.example/jwks.json', kid: 'theirs' },
      { x5u: 'https://attacker.example/cert.pem' },
      { x5c: ['MIIB'] },
    ])
      await assertRefused(await sign(CLAIMS, header as Header, privateKey));
    // Beside a good signature they are ignored.
    await assertAccepted(await sign(CLAIMS, { jwk, jku: 'http://127.0.0.1:1/' } as Header));
  });
  test('whose key cannot be found by what it says', async () => {
    const odd = [
      'rsa-2',
      '',
      'RSA-1',
      'rsa-1\u0000',
      '../../rsa-1',
      "' OR 1=1 --",
      '__proto__',
      'x'.repeat(900),
    ];
    for (const kid of odd) await assertRefused(await sign(CLAIMS, { kid }), 'ERR_JWKS_NO_MATCHING_KEY');
    for (const kid of [1, null, true, ['rsa-1'], { kid: 'rsa-1' }])
      await assertRefused(await sign(CLAIMS, { kid } as unknown as Header));
  });
  test('that demands what we do not understand', async () => {
    for (const crit of [['exp'], ['x'], [], 'exp', null, ['b64']])
      await assertRefused(
        `${encoded({ ...HEADER, crit, x: 1 })}.${(await sign(CLAIMS)).split('.').slice(1).join('.')}`,
      );
    await assertRefused(await sign(CLAIMS, { b64: false, crit: ['b64'] }).catch(() => unsigned(HEADER)));
  });
  test('that is no bearer token: of a person who has signed in, out, or bound to a key', async () => {
    for (const claims of [
      { at_hash: 'x' },
      { c_hash: 'x' },
      { s_hash: 'x' },
      { cnf: { jkt: 'x' } },
      { typ: 'ID' },
      { typ: 'Refresh' },
      { token_use: 'id' },
      { typ: null },
    ])
      await assertRefused(await sign({ ...CLAIMS, ...claims }), 'typ');
    await assertAccepted(await sign({ ...CLAIMS, typ: 'Bearer', token_use: 'access', nonce: 'x' }));
  });
  test('whose client or user is no uuid', async () => {
    const odd = [
      undefined,
      null,
      'admin',
      '',
      1,
      [USER],
      { id: USER },
      `${USER}0`,
      `{${USER}}`,
      `urn:uuid:${USER}`,
    ];
    for (const sub of odd) await assertRefused(await sign({ ...CLAIMS, sub }), 'user');
    for (const client_id of odd) await assertRefused(await sign({ ...CLAIMS, client_id }), 'client');
    assert.equal((await assertAccepted(await sign({ ...CLAIMS, sub: USER.toUpperCase() }))).userId, USER);
  });
  test('that says something twice, in its header or in its claims', async () => {
    const twice = JSON.stringify(CLAIMS).replace('{', `{"sub":"${CLIENT}",`);
    await assertRefused(await sign(twice), 'form');
    await assertRefused(await sign(twice.replace('"sub"', '"s\\u0075b"')), 'form');
    const [, payload, signature] = (await sign(CLAIMS)).split('.');
    const header = `{"alg":"none",${JSON.stringify(HEADER).slice(1)}`;
    await assertRefused(`${encoded(header)}.${payload}.${signature}`, 'form');
  });
  test('whose claims come from a prototype, or are no object', async () => {
    for (const payload of ['null', '[]', '1', '"x"', '', '{', 'x', '{}', `[${JSON.stringify(CLAIMS)}]`])
      await assertRefused(await sign(payload || ' '));
    const { sub: _, ...others } = CLAIMS;
    await assertRefused(
      await sign(`{"__proto__":{"sub":"${USER}"},${JSON.stringify(others).slice(1)}`),
      'user',
    );
  });
  test('that is nested, cut, lengthened or not base64url', async () => {
    const good = await sign(CLAIMS);
    const [header, payload, signature] = good.split('.') as [string, string, string];
    const nested = await sign(good, { cty: 'JWT' } as Header);
    const deep = await sign(`${'['.repeat(500)}${']'.repeat(500)}`);
    for (const token of [
      nested,
      deep,
      `${header}.${payload}.${signature.slice(0, -8)}`,
      `${header}.${payload}.${signature}AAAA`,
      `${header}.${payload}A.${signature}`,
      `${header}.${encoded({ ...CLAIMS, scope: 'everything' })}.${signature}`,
      `${encoded({ ...HEADER, kid: 'rsa-1', x: 1 })}.${payload}.${signature}`,
    ])
      await assertRefused(token);
  });
});

test('what has not the form of a signed JWT is not judged as one', async () => {
  const [header, payload, signature] = (await sign(CLAIMS)).split('.') as [string, string, string];
  for (const token of [
    '',
    'opaque',
    header,
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `.${payload}.${signature}`,
    `${header}..${signature}`,
    `${header}.${payload}.${signature}.`,
    `${header}.${payload}.${signature}.${payload}.${signature}`,
    `${header}.${payload}.${signature}=`,
    `${header}.${payload}.${signature}+`,
    `a.b.c`,
    `${header}.${payload}.${signature}\n`,
  ])
    assert.ok(!mayBeForeign(token), token);
  assert.ok(mayBeForeign(`${header}.${payload}.${signature}`));
});
