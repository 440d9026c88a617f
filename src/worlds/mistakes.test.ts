/**
 * Goal: every mistake of a world file is told with its path.
 * Method: one small world a mistake, without a database.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { schemaMistakes, semanticMistakes } from './mistakes.ts';
import type { World } from './schema.ts';

const A = '11111111-1111-4111-8111-000000000001';
const B = '11111111-1111-4111-8111-00000000000b';
const NOTHING_KNOWN = { legalEntities: new Set<string>(), clients: new Set<string>(), activeLicenses: [] };
const legalEntity = { id: A, name: 'Клініка', edrpou: '12345678', type: 'OUTPATIENT', status: 'ACTIVE' };
const license = {
  id: B,
  legal_entity_id: A,
  type: 'MSP',
  is_primary: true,
  issued_by: 'МОЗ',
  issued_date: '2020-01-01',
  active_from_date: '2020-01-01',
};
const token = { client_id: A, user_id: B, scope: 'license:write' };

describe('mistakes of form', () => {
  const worlds: [what: string, world: unknown, paths: string[]][] = [
    ['no object', [], ['$']],
    ['an unknown list', { licences: [] }, ['$.licences']],
    ['a list that is none', { tokens: {} }, ['$.tokens']],
    ['an entry that is no object', { users: [null] }, ['$.users.[0]']],
    ['a missing property', { licenses: [{ ...license, type: undefined }] }, ['$.licenses.[0].type']],
    ['an unknown property', { licenses: [{ ...license, number: '1' }] }, ['$.licenses.[0].number']],
    [
      'an id that is no uuid',
      { legal_entities: [{ ...legalEntity, id: `{${A}}` }] },
      ['$.legal_entities.[0].id'],
    ],
    [
      'edrpou of seven digits',
      { legal_entities: [{ ...legalEntity, edrpou: '1234567' }] },
      ['$.legal_entities.[0].edrpou'],
    ],
    [
      'edrpou of eleven digits',
      { legal_entities: [{ ...legalEntity, edrpou: '12345678901' }] },
      ['$.legal_entities.[0].edrpou'],
    ],
    [
      'another status',
      { legal_entities: [{ ...legalEntity, status: 'OPEN' }] },
      ['$.legal_entities.[0].status'],
    ],
    [
      'a day that does not exist',
      { licenses: [{ ...license, issued_date: '2020-02-30' }] },
      ['$.licenses.[0].issued_date'],
    ],
    [
      'a client of another access type',
      { clients: [{ id: A, access_type: 'PROXY' }] },
      ['$.clients.[0].access_type'],
    ],
    [
      'a scope that is no name:action',
      { clients: [{ id: A, scopes: ['a:b', 'write'] }] },
      ['$.clients.[0].scopes.[1]'],
    ],
    ['a token value with a blank', { tokens: [{ ...token, value: 'a b' }] }, ['$.tokens.[0].value']],
    [
      'a lifetime that is no integer',
      { tokens: [{ ...token, expires_in: 1.5 }] },
      ['$.tokens.[0].expires_in'],
    ],
    ['a parameter that is no text', { parameters: { NAME: 1 } }, ['$.parameters.NAME']],
    ['NUL in a name', { legal_entities: [{ ...legalEntity, name: 'a\0' }] }, ['$.legal_entities.[0].name']],
    [
      'several at once',
      { tokens: [token, { ...token, scope: 1 }], api_keys: [{}] },
      ['$.tokens.[1].scope', '$.api_keys.[0].client_id'],
    ],
  ];
  for (const [what, world, paths] of worlds) {
    test(what, () => {
      const mistakes = schemaMistakes(JSON.parse(JSON.stringify(world)));
      assert.deepEqual(
        mistakes.map(({ path }) => path),
        paths,
      );
      for (const { message } of mistakes) assert.ok(message.length > 5, message);
    });
  }
  test('none in a world with every kind of entry', () => {
    const world = {
      legal_entities: [legalEntity, { ...legalEntity, edrpou: '1234567890' }],
      licenses: [{ ...license, expiry_date: null, is_active: false, order_no: null }],
      clients: [{ id: A, scopes: ['a:b', 'private_contracts:write'], redirect_uris: ['https://x'] }],
      users: [{ id: B, email: 'a@b', password: 'пароль', roles: [] }],
      tokens: [{ ...token, value: '!~', expires_in: -1 }],
      api_keys: [{ client_id: A }],
      parameters: { ANY_NAME: '' },
    };
    assert.deepEqual(schemaMistakes(world), []);
  });
});

test('every mistake is told, however many there are', () => {
  const world = { users: Array.from({ length: 300 }, () => ({ id: 'x' })), parameters: { A: '\0' } };
  const paths = schemaMistakes(world).map(({ path }) => path);
  assert.equal(paths.length, 301);
  assert.ok(paths.includes('$.users.[299].id') && paths.includes('$.parameters.A'));
});

describe('mistakes of sense', () => {
  const inactive = { ...license, is_active: false };
  const worlds: [what: string, world: object, paths: string[]][] = [
    [
      'an id twice, in another case',
      { users: [{ id: A }, { id: B }, { id: B.toUpperCase() }] },
      ['$.users.[2].id'],
    ],
    [
      'an e-mail address twice',
      {
        users: [
          { id: A, email: 'x@y' },
          { id: B, email: 'X@Y' },
        ],
      },
      ['$.users.[1].email'],
    ],
    [
      'a role in a legal entity that is not there',
      { legal_entities: [legalEntity], users: [{ id: B, legal_entities: [A, B] }] },
      ['$.users.[0].legal_entities.[1]'],
    ],
    [
      'a public client with a secret',
      { clients: [{ id: A, is_public: true, secret: 'x' }] },
      ['$.clients.[0].secret'],
    ],
    [
      'a token value twice',
      {
        legal_entities: [legalEntity],
        tokens: [
          { ...token, value: 'v' },
          { ...token, value: 'v' },
        ],
      },
      ['$.tokens.[1].value'],
    ],
    ['a licence of no legal entity', { licenses: [license] }, ['$.licenses.[0].legal_entity_id']],
    ['a token of no client', { tokens: [token] }, ['$.tokens.[0].client_id']],
    ['a key of no client', { api_keys: [{ client_id: A }] }, ['$.api_keys.[0].client_id']],
    [
      'dates out of order',
      {
        legal_entities: [legalEntity],
        licenses: [{ ...license, issued_date: '2020-01-02', expiry_date: '2019-12-31' }],
      },
      ['$.licenses.[0].issued_date', '$.licenses.[0].active_from_date'],
    ],
    [
      'two active licences of a type, two active primary ones',
      { legal_entities: [legalEntity], licenses: [license, { ...license, id: A }] },
      ['$.licenses.[1].type', '$.licenses.[1].is_primary'],
    ],
    [
      'a lifetime beyond the calendar',
      { clients: [{ id: A }], tokens: [{ ...token, expires_in: 1e12 }] },
      ['$.tokens.[0].expires_in'],
    ],
    [
      'a parameter with another name',
      { parameters: { FINE_1: '', 'not fine': '' } },
      ['$.parameters.not fine'],
    ],
  ];
  for (const [what, world, paths] of worlds) {
    test(what, () => {
      assert.deepEqual(schemaMistakes(world), [], 'its form is right');
      assert.deepEqual(
        semanticMistakes(world as World, NOTHING_KNOWN).map(({ path }) => path),
        paths,
      );
    });
  }
  test('equal secrets in another case are two, and inactive licences are no rivals', () => {
    const world = {
      legal_entities: [legalEntity],
      licenses: [license, { ...inactive, id: A }],
      tokens: [
        { ...token, value: 'v' },
        { ...token, value: 'V' },
      ],
    };
    assert.deepEqual(semanticMistakes(world as World, NOTHING_KNOWN), []);
  });
  test('what the registry has may be referred to', () => {
    const known = { ...NOTHING_KNOWN, legalEntities: new Set([A]), clients: new Set([A]) };
    assert.deepEqual(semanticMistakes({ licenses: [license], tokens: [token] } as World, known), []);
  });
});
