/**
 * Goal: no JWT passes but an access token that the issuer signed, for us, for now.
 * Method: one good token, changed in one way at a time and signed anew, by the issuer's key wherever an attacker could not;
 * the clock stands still.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, describe, test } from 'node:test';
import {
  type CompactJWSHeaderParameters,
  CompactSign,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
} from 'jose';
import { clockFrom } from '../../platform/clock.ts';
import { createLogger } from '../../platform/log.ts';
import type { ForeignCaller } from './claims.ts';
import { foreignTokens, type JudgeForeignToken, mayBeForeign } from './foreign-tokens.ts';
import { type Issuer, TokenRefused } from './issuer.ts';
import { issuerKeys } from './issuer-keys.ts';

const NOW = 1_800_000_000;
const ISSUER: Issuer = {
  issuer: 'https://issuer.example/realms/health',
  audience: 'https://registry.example',
  jwksUri: undefined,
  algorithms: ['RS256', 'RS512', 'ES256', 'PS256'],
  claims: { client: ['client_id', 'azp'], user: 'sub', scope: 'scope', accessType: 'access_type' },
};
const [CLIENT, USER] = ['0198c0de-0000-7000-8000-0000000000c1', '0198c0de-0000-7000-8000-0000000000e5'];
const CLAIMS = {
  iss: ISSUER.issuer,
  aud: ISSUER.audience,
  sub: USER,
  client_id: CLIENT,
  scope: 'license:read license:write',
  iat: NOW - 60,
  exp: NOW + 60,
};

type Pair = { privateKey: CryptoKey; publicKey: CryptoKey };
let rsa: Pair;
let ec: Pair;
let stranger: Pair;
let jwks: JWK[];
let judge: JudgeForeignToken;
before(async () => {
  [rsa, ec, stranger] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
  ]);
  jwks = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa-1', use: 'sig' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec-1', alg: 'ES256' },
  ];
  judge = judgeAt(NOW * 1000);
});
const judgeAt = (ms: number, issuer = ISSUER) =>
  foreignTokens(
    issuer,
    issuerKeys(async () => ({ keys: jwks }), { log: createLogger('silent') }),
    clockFrom(() => new Date(ms), 'Europe/Kyiv'),
  );

type Header = Partial<CompactJWSHeaderParameters>;
const HEADER = { alg: 'RS256', kid: 'rsa-1', typ: 'at+jwt' };
/** @param payload text is signed as it stands */
const sign = (payload: object | string, header: Header = {}, key = rsa.privateKey) =>
  new CompactSign(new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)))
    .setProtectedHeader({ ...HEADER, ...header })
    .sign(key);
const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const unsigned = (header: unknown, payload: unknown = CLAIMS, signature = '') =>
  `${encoded(header)}.${encoded(payload)}.${signature}`;

async function assertRefused(token: string, why?: string, by = judge): Promise<void> {
  const verdict = await by(token);
  assert.ok(verdict instanceof TokenRefused, JSON.stringify(verdict));
  if (why !== undefined) assert.equal(verdict.message, why);
}
async function assertAccepted(token: string, by = judge): Promise<ForeignCaller> {
  const verdict = await by(token);
  assert.ok(!(verdict instanceof TokenRefused), String(verdict));
  return verdict;
}

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

async function signAs(alg: string, { privateKey }: Pair, kid: string): Promise<string> {
  const jwk = await exportJWK(privateKey);
  const { importJWK } = await import('jose');
  return sign(CLAIMS, { alg, kid }, (await importJWK(jwk, alg)) as CryptoKey);
}

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
