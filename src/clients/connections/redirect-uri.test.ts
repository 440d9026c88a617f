/**
 * Goal: a person is never sent back to where nobody may be, in whatever spelling.
 * Method: URIs that are fine, and each kind that is not.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redirectUriMistake, redirectUriMistakes } from './redirect-uri.ts';

const FINE = [
  'https://mis.example',
  'https://mis.example/back?state=a%20b&x=1',
  'https://xn--h1ajim.xn--j1amh:8443/oauth/',
  'https://[2001:db8::1]/back',
  'http://localhost:3000/callback',
  'http://127.0.0.1:4000/console/',
  'http://[::1]:4000',
  'com.example.mis:/back',
  'ua.gov.nszu-app://back/here',
];

const WRONG: Record<string, string[]> = {
  'not absolute': [
    '/back',
    '//mis.example/',
    'mis.example',
    '',
    'https:',
    'https:///back',
    'https:mis.example',
  ],
  'not encrypted on the way': ['http://mis.example/', 'http://192.168.0.1/', 'http://0.0.0.0/'],
  'loopback in appearance': [
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1@evil.example/',
  ],
  'another scheme': [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://mis.example/',
    'mis:/back',
    'blob:https://mis.example/x',
  ],
  'a fragment': ['https://mis.example/#', 'https://mis.example/#x', 'com.example.mis:/back#x'],
  'a user': [
    'https://user@mis.example/',
    'https://user:password@mis.example/',
    'https://mis.example:443@evil.example/',
  ],
  'characters that readers take differently': [
    'https://mis.example\\@evil.example/',
    'https:\\\\mis.example/',
    'https://mis.example/a b',
    ' https://mis.example/',
    'https://mis.example/\r\nSet-Cookie: a=b',
    'https://mis.example/\n',
    'https://mis.example/\t',
    'https://mis.example/\0',
    'https://mis.example/<script>',
    'https://mis.example/"',
    'https://міс.укр/',
    'https://mis.example/шлях',
    'https://mis.example/%',
    'https://mis.example/%2',
    'https://mis.example/%zz',
    'https://mis。example/',
  ],
  'capital letters where they mean nothing': ['HTTPS://mis.example/', 'Com.Example.mis:/back'],
  'no host or port': [
    'https://mis.example:port/',
    'https://mis.example:99999/',
    'https://-/',
    'https://1.2.3.4.5/',
    'https://[::1/',
  ],
};

test('https, http on loopback and private-use schemes with a dot are fine', () => {
  for (const uri of FINE) assert.equal(redirectUriMistake(uri), undefined, uri);
});

for (const [kind, uris] of Object.entries(WRONG))
  test(`refused: ${kind}`, () => {
    for (const uri of uris) assert.equal(redirectUriMistake(uri)?.rule, 'format', JSON.stringify(uri));
  });

test('a long URI is judged in no time', () => {
  const begun = performance.now();
  for (const part of ['a', '.', '-', '%41', '/', ':', '?'])
    for (const scheme of ['https://', 'http://localhost/', 'com.example:', ''])
      redirectUriMistake(`${scheme}${part.repeat(2048)}\n`);
  assert.ok(performance.now() - begun < 500);
});

test('a list has mistakes at their places, and what is no list is left to the schema', () => {
  const places = (redirect_uris: unknown) => redirectUriMistakes({ redirect_uris }).map(({ entry }) => entry);
  assert.deepEqual(places(['https://a.example', 'b', 7, '', 'c:d']), [
    '$.redirect_uris.[1]',
    '$.redirect_uris.[4]',
  ]);
  assert.deepEqual(places(Array.from({ length: 51 }, () => 'b')), ['$.redirect_uris']);
  for (const body of [undefined, null, [], 'x', { redirect_uris: 'b' }, {}])
    assert.deepEqual(redirectUriMistakes(body), []);
});
