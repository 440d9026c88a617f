/**
 * Goal: what goes up through a link comes back through one.
 * Method: several HTTP clients against the embedded store.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { clients, rawHttp } from '../fixtures/http-clients.ts';
import { judgedKeys, RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { rawSocket } from '../fixtures/raw-http.ts';
import { useSetting } from '../fixtures/setting.ts';

const owner = portal();
const setting = useSetting({ world: owner.world });
const link = (action: 'PUT' | 'GET', name: string, folder = RESOURCE_ID) =>
  linkTo(setting.product.apiUrl, owner, action, folder, name);
const everyClient = { ...clients, 'a bare socket': rawSocket };
/** A decoded name as a caller must send it: its percent signs would be decoded otherwise. */
const sendable = (key: string) => key.slice(`${RESOURCE_ID}/`.length).replaceAll('%', '%25');

describe('a file that went up through a PUT link', () => {
  test('comes back byte-identical through a GET link, with every client in both directions', async () => {
    for (const [writer, write] of Object.entries(everyClient)) {
      const name = `Договір №1 (${writer}) + додаток.pdf`;
      const body = randomBytes(300_000);
      assert.equal((await write('PUT', await link('PUT', name), { body })).status, 200, writer);
      for (const [reader, read] of Object.entries(everyClient)) {
        const got = await read('GET', await link('GET', encodeURIComponent(name)));
        assert.equal(got.status, 200, `${writer} → ${reader}`);
        assert.ok(got.body.equals(body), `${writer} → ${reader}`);
      }
    }
  });

  test('whatever it is called', async () => {
    for (const key of judgedKeys()) {
      const body = randomBytes(64);
      const name = sendable(key);
      assert.equal((await rawHttp('PUT', await link('PUT', name), { body })).status, 200, name);
      assert.ok((await rawHttp('GET', await link('GET', name))).body.equals(body), name);
    }
  });

  test('may be empty, or large', async () => {
    for (const bytes of [0, 8 * 1024 * 1024]) {
      const body = randomBytes(bytes);
      assert.equal((await rawHttp('PUT', await link('PUT', `${bytes}.bin`), { body })).status, 200);
      assert.ok((await rawHttp('GET', await link('GET', `${bytes}.bin`))).body.equals(body));
    }
  });

  test('a later upload replaces it', async () => {
    for (const text of ['first', 'second']) {
      await rawHttp('PUT', await link('PUT', 'replaced.pdf'), { body: Buffer.from(text) });
      assert.equal((await rawHttp('GET', await link('GET', 'replaced.pdf'))).body.toString(), text);
    }
  });

  test('can be read in ranges', async () => {
    await rawHttp('PUT', await link('PUT', 'range.txt'), { body: Buffer.from('0123456789') });
    const part = await rawHttp('GET', await link('GET', 'range.txt'), { headers: { range: 'bytes=2-4' } });
    assert.deepEqual([part.status, part.body.toString()], [206, '234']);
  });
});

test('a link is given for a file that is not there: it is the store that says so', async () => {
  assert.equal((await rawHttp('GET', await link('GET', 'nothing.pdf', randomUUID()))).status, 404);
});

describe('a link is refused with 403', () => {
  const CONTENT = Buffer.from('what the file holds');
  const stored = async (name: string) => {
    await rawHttp('PUT', await link('PUT', name), { body: CONTENT });
    return link('GET', name);
  };

  test('for every other method', async () => {
    const get = await stored('methods.pdf');
    const put = await link('PUT', 'methods.pdf');
    for (const method of ['PUT', 'DELETE', 'HEAD', 'POST']) {
      const { status } = await rawHttp(method, get, { body: Buffer.from('forged') });
      assert.ok(
        status === 403 || (method === 'POST' && status === 405),
        `${method} with a GET link: ${status}`,
      );
    }
    for (const method of ['GET', 'DELETE', 'HEAD'])
      assert.equal((await rawHttp(method, put)).status, 403, method);
    assert.ok((await rawHttp('GET', get)).body.equals(CONTENT), 'the file was changed');
  });

  test('for every other object, and every change of its query', async () => {
    const url = await stored('one.pdf');
    await stored('other.pdf');
    const forgeries = {
      'another name': url.replace('one.pdf', 'other.pdf'),
      'another folder': url.replace(RESOURCE_ID, randomUUID()),
      'another bucket': url.replace('ambulatory_contracts-demo', 'ambulatory_contracts'),
      'the folder': url.replace('one.pdf', ''),
      'a step up': url.replace('one.pdf', 'x/../one.pdf'),
      'the same name spelled otherwise': url.replace('one.pdf', '%6Fne.pdf'),
      'a longer life': url.replace('Expires=600', 'Expires=604800'),
      'a second life': `${url}&X-Amz-Expires=604800`,
      'a later date': url.replace(/X-Amz-Date=\d{8}/, 'X-Amz-Date=20990101'),
      'an added parameter': `${url}&response-content-type=text%2Fhtml`,
      'a changed signature': url.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      'no signature': url.replace(/&X-Amz-Signature=.*$/, ''),
      'no query': url.split('?')[0] as string,
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      assert.notEqual(forgery, url, what);
      for (const [client, send] of Object.entries({ 'node:http': rawHttp, 'a bare socket': rawSocket })) {
        const answer = await send('GET', forgery);
        assert.equal(answer.status, 403, `${what}, ${client}`);
        assert.ok(!answer.body.includes(CONTENT), what);
      }
    }
    assert.equal((await rawHttp('GET', url)).status, 200);
  });

  test('for another host', async () => {
    const url = await stored('host.pdf');
    assert.equal((await rawHttp('GET', url, { headers: { host: 'elsewhere.example' } })).status, 403);
  });

  test('for headers that would turn an upload into something else', async () => {
    await stored('source.pdf');
    for (const headers of [
      { 'x-amz-copy-source': `/ambulatory_contracts-demo/${RESOURCE_ID}/source.pdf` },
      { 'x-amz-acl': 'public-read' },
    ] as Record<string, string>[]) {
      const url = await link('PUT', 'smuggled.pdf');
      assert.equal(
        (await rawHttp('PUT', url, { headers: { ...headers, 'content-length': '0' } })).status,
        403,
      );
    }
    assert.equal((await rawHttp('GET', await link('GET', 'smuggled.pdf'))).status, 404);
  });
});
