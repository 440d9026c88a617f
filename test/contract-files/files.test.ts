/**
 * Goal: the list of files shows a folder, page by page, to whom it belongs; the list of links, who was given one.
 * Method: uploads through links, then requests over HTTP.
 */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { rawHttp } from '../fixtures/http-clients.ts';
import { FILES, LINKS, linkTo, listFiles, portal } from '../fixtures/portal.ts';
import { mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = portal();
const writer = portal('private_contracts:write');
const setting = useSetting({
  world: mergeWorlds(owner.world, writer.world, {
    users: [{ id: writer.userId, email: 'writer@nszu.example' }],
  }),
});
const list = (resource_id: string, query: Record<string, string> = {}) =>
  listFiles(setting.product.apiUrl, owner, { resource_id, ...query });
const upload = async (folder: string, name: string, content: string) =>
  rawHttp('PUT', await linkTo(setting.product.apiUrl, owner, 'PUT', folder, name), {
    body: Buffer.from(content),
  });

describe('a folder', () => {
  test('lists what was uploaded: name, size, date, etag', async () => {
    const folder = randomUUID();
    const started = Date.now();
    await upload(folder, 'Договір %E2%84%961.pdf', 'перший');
    await upload(folder, '2024/акт.pdf', '');
    const answer = await list(folder);
    assertStatus(answer, 200);
    assert.equal(answer.body.meta.type, 'list');
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 2, total_pages: 1 });
    const [nested, contract] = answer.body.data;
    assert.deepEqual(Object.keys(contract), ['resource_name', 'size', 'last_modified', 'etag']);
    assert.equal(contract.resource_name, 'Договір №1.pdf');
    assert.equal(contract.size, Buffer.byteLength('перший'));
    assert.equal(contract.etag, createHash('md5').update('перший').digest('hex'));
    assert.match(contract.last_modified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    assert.ok(Math.abs(Date.parse(contract.last_modified) - started) < 10_000);
    assert.deepEqual([nested.resource_name, nested.size], ['2024/акт.pdf', 0]);
  });

  test('that nobody has written to is an empty list', async () => {
    const answer = await list(randomUUID());
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data, []);
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 0, total_pages: 1 });
  });

  test('shows nothing of another folder, and is one however its uuid is written', async () => {
    const folder = 'abcdef00-0000-4000-8000-00000000000a';
    await upload(folder, 'mine.pdf', 'x');
    await upload('abcdef00-0000-4000-8000-00000000000b', 'foreign.pdf', 'x');
    for (const spelled of [folder, folder.toUpperCase()]) {
      const { data } = (await list(spelled)).body;
      assert.deepEqual(
        data.map(({ resource_name }: { resource_name: string }) => resource_name),
        ['mine.pdf'],
      );
    }
  });

  test('is read in pages; a page beyond the last is the last one', async () => {
    const folder = randomUUID();
    const names = ['а', 'б', 'в', 'г', 'ґ'].map((letter) => `${letter}.pdf`);
    for (const name of names) await upload(folder, name, 'x');
    const page = async (query: Record<string, string>) => {
      const { data, paging } = (await list(folder, query)).body;
      return [
        data.map(({ resource_name }: { resource_name: string }) => resource_name),
        paging.page_number,
        paging.total_pages,
      ];
    };
    const sorted = names.toSorted(); // by code point
    assert.deepEqual(await page({ page_size: '2' }), [sorted.slice(0, 2), 1, 3]);
    assert.deepEqual(await page({ page_size: '2', page: '2' }), [sorted.slice(2, 4), 2, 3]);
    assert.deepEqual(await page({ page_size: '2', page: '3' }), [sorted.slice(4), 3, 3]);
    assert.deepEqual(await page({ page_size: '2', page: '99999999999999999999' }), [sorted.slice(4), 3, 3]);
    assert.equal((await list(folder, { page_size: '1000' })).body.paging.page_size, 300);
  });
});

describe('the links into a folder', () => {
  const links = (query: Record<string, string>) =>
    call(`${setting.product.apiUrl}${LINKS}?${new URLSearchParams(query)}`, {
      token: owner.token,
      headers: { 'api-key': owner.apiKey },
    });

  test('tell who was given which, newest first, and never what it is signed with', async () => {
    const folder = 'abcdef00-0000-4000-8000-00000000000c';
    const { apiUrl } = setting.product;
    await linkTo(apiUrl, owner, 'PUT', folder, 'Договір №1.pdf');
    await linkTo(apiUrl, writer, 'GET', folder.toUpperCase(), `${folder}/акт.pdf`);
    await linkTo(apiUrl, owner, 'GET', randomUUID(), 'foreign.pdf');
    const answer = await links({ resource_id: folder.toUpperCase() });
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 2, total_pages: 1 });
    const [last, first] = answer.body.data;
    assert.deepEqual(
      [last.resource_name, last.action, last.user_id, last.actor_email, last.client_id],
      [`${folder}/акт.pdf`, 'GET', writer.userId, 'writer@nszu.example', writer.clientId],
    );
    assert.equal(first.actor_email, null);
    assert.deepEqual([first.resource_name, first.action], ['Договір №1.pdf', 'PUT']);
    assert.equal(Date.parse(first.expires_at) - Date.parse(first.inserted_at) <= 600_000, true);
    assert.deepEqual(Object.keys(first), [
      'resource_name',
      'action',
      'inserted_at',
      'expires_at',
      'user_id',
      'client_id',
      'request_id',
      'actor_email',
    ]);
    assert.doesNotMatch(answer.text, /signature/i);
  });

  test('can be asked for by the name of a file, sent raw or percent-encoded, page by page', async () => {
    const folder = randomUUID();
    for (const name of ['a b.pdf', 'a%20b.pdf', 'other.pdf'])
      await linkTo(setting.product.apiUrl, owner, 'GET', folder, name);
    for (const resource_name of ['a b.pdf', 'a%20b.pdf']) {
      const { data, paging } = (
        await links({ resource_id: folder, resource_name, page_size: '1', page: '2' })
      ).body;
      assert.deepEqual([data.length, data[0].resource_name, paging.total_entries], [1, 'a b.pdf', 2]);
    }
    const refused = await links({ resource_id: folder, resource_name: '../x' });
    assertStatus(refused, 422);
    assert.deepEqual(refused.body.error.invalid[0].entry_type, 'query_parameter');
    assert.equal(refused.body.error.invalid[0].rules[0].rule, 'format');
  });
});

describe('a request', () => {
  test('needs API key, token and scope, in this order, before its query counts', async () => {
    const url = `${setting.product.apiUrl}${FILES}`;
    const refused = '{"type":"access_denied","message":';
    assertErrorBytes(await call(url), 401, `${refused}"Api key is not set"}`);
    assertErrorBytes(await call(url, { headers: { 'api-key': 'x' } }), 401, `${refused}"Invalid api key"}`);
    assertErrorBytes(
      await call(url, { headers: { 'api-key': owner.apiKey } }),
      401,
      `${refused}"Invalid access token"}`,
    );
    assertErrorBytes(
      await call(url, { token: writer.token, headers: { 'api-key': writer.apiKey } }),
      403,
      '{"type":"forbidden","message":"Your scope does not allow to access this resource. Missing allowances: private_contracts:read"}',
    );
  });

  test('names a folder by uuid, once, and pages by positive integers; all mistakes at once', async () => {
    const { apiUrl } = setting.product;
    const mistakes = async (query: string) => {
      const answer = await call(`${apiUrl}${FILES}?${query}`, {
        token: owner.token,
        headers: { 'api-key': owner.apiKey },
      });
      assertStatus(answer, 422);
      return answer.body.error.invalid.map(
        ({ entry, entry_type, rules }: Record<string, { rule: string }[]>) => [
          entry,
          entry_type,
          rules?.[0]?.rule,
        ],
      );
    };
    assert.deepEqual(await mistakes(''), [['$.resource_id', 'query_parameter', 'required']]);
    assert.deepEqual(await mistakes('resource_id=..%2F&page=0&page_size=-1'), [
      ['$.resource_id', 'query_parameter', 'format'],
      ['$.page', 'query_parameter', 'format'],
      ['$.page_size', 'query_parameter', 'format'],
    ]);
    const id = randomUUID();
    assert.deepEqual(await mistakes(`resource_id=${id}&resource_id=${id}`), [
      ['$.resource_id', 'query_parameter', 'invalid'],
    ]);
  });
});
