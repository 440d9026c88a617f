/**
 * Goal: a condition of HTTP is honoured or refused, never ignored: with it no update is written over another one.
 * Method: requests over HTTP to two processes, one after the other and at once.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { conflict, notFound } from '../../fixtures/literal-errors.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

const CHANGED = '{"type":"precondition_failed","message":"License was changed in the meantime"}';

type Holder = Clinic & { licenseId: string };
const holders = Array.from({ length: 16 }, (): Holder => {
  const licenseId = randomUUID();
  return { ...clinic({ licenses: [{ id: licenseId, order_no: 'first' }] }), licenseId };
});
const creator = clinic();
const setting = useSetting({
  world: mergeWorlds(creator.world, ...holders.map(({ world }) => world)),
  processes: 2,
});
const next = () => holders.pop() as Holder;

const urlOf = ({ licenseId }: Holder, process = 0) =>
  `${setting.products[process]?.apiUrl}/api/licenses/${licenseId}`;
const read = (by: Holder, process = 0, headers: Record<string, string> = {}) =>
  call(urlOf(by, process), { token: by.token, headers });
let orders = 0;
/** Changes something, unless told what. */
const patch = (by: Holder, headers: Record<string, string>, body: object = {}, process = 0) =>
  call(urlOf(by, process), {
    method: 'PATCH',
    token: by.token,
    headers,
    body: licenseBody({ order_no: `order ${++orders}`, ...body }),
  });
const etagOf = (answer: ApiAnswer) => answer.headers.get('etag') as string;
const rowOf = async (by: Holder) =>
  (
    await setting.database.query(
      `SELECT l::text AS text, (SELECT count(*) FROM audit_log WHERE resource_id = l.id::text) AS changes
         FROM licenses l WHERE id = $1`,
      [by.licenseId],
    )
  )[0];
async function assertNothingWritten(by: Holder, request: () => Promise<void>): Promise<void> {
  const before = await rowOf(by);
  await request();
  assert.deepEqual(await rowOf(by), before);
}
const at = (time: string, seconds = 0) => new Date(Date.parse(time) + seconds * 1000).toUTCString();

describe('the ETag of a licence', () => {
  test('is strong, the same from every process and every method, and another one after each change', async () => {
    const by = next();
    const first = await read(by);
    assert.match(etagOf(first), /^"[\w-]{43}"$/);
    assert.equal(etagOf(await read(by, 1)), etagOf(first));
    const changed = await patch(by, {});
    assert.notEqual(etagOf(changed), etagOf(first));
    assert.equal(etagOf(await read(by, 1)), etagOf(changed));
    const same = await patch(by, {}, { order_no: changed.body.data.order_no });
    assert.equal(etagOf(same), etagOf(changed), 'nothing was changed');
    await setting.database.query(`UPDATE licenses SET issuer_status = 'чинна' WHERE id = $1`, [by.licenseId]);
    assert.notEqual(etagOf(await read(by)), etagOf(changed), 'whoever changes it');
  });
  test('is part of a 201, and Last-Modified is its last change', async () => {
    const created = await call(`${setting.product.apiUrl}/api/licenses`, {
      token: creator.token,
      body: licenseBody(),
    });
    assertStatus(created, 201);
    const { id, updated_at } = created.body.data;
    const found = await read({ ...creator, licenseId: id }, 1);
    for (const answer of [created, found]) {
      assert.equal(etagOf(answer), etagOf(created));
      assert.equal(answer.headers.get('last-modified'), at(updated_at));
    }
  });
});

describe('If-Match', () => {
  test('that is the ETag lets one update pass, and no second', async () => {
    const by = next();
    const etag = etagOf(await read(by));
    const first = await patch(by, { 'if-match': etag }, {}, 1);
    assertStatus(first, 200);
    await assertNothingWritten(by, async () => {
      assertErrorBytes(await patch(by, { 'if-match': etag }), 412, CHANGED);
    });
    assertStatus(await patch(by, { 'if-match': etagOf(first) }), 200);
  });
  test('is a list, or any', async () => {
    const by = next();
    const etag = etagOf(await read(by));
    const list = `"other", ${etag} , W/"weak"`;
    assertStatus(await patch(by, { 'if-match': list }), 200);
    assertStatus(await patch(by, { 'if-match': '*' }), 200);
    for (const value of [list, `W/${etagOf(await read(by))}`, '"other"', '""', etag.toLowerCase()])
      await assertNothingWritten(by, async () =>
        assertErrorBytes(await patch(by, { 'if-match': value }), 412, CHANGED),
      );
  });
  test('that is none is refused, and named', async () => {
    const by = next();
    const etag = etagOf(await read(by));
    for (const value of ['', etag.slice(1, -1), etag.slice(0, -1), `${etag} ${etag}`, `*, ${etag}`])
      await assertNothingWritten(by, async () => {
        const answer = await patch(by, { 'if-match': value });
        assertStatus(answer, 422);
        const [{ entry, entry_type }] = answer.body.error.invalid;
        assert.deepEqual([entry, entry_type], ['If-Match', 'header'], answer.describe());
      });
  });
  test('is judged although nothing would be written', async () => {
    const by = next();
    const [before, after] = [etagOf(await read(by)), await patch(by, { 'if-match': '*' })];
    const { order_no } = after.body.data;
    assertErrorBytes(await patch(by, { 'if-match': before }, { order_no }), 412, CHANGED);
    assertStatus(await patch(by, { 'if-match': etagOf(after) }, { order_no }), 200);
  });
  test('comes after who may touch the licence, and before what the body says about it', async () => {
    const [by, other] = [next(), next()];
    const stale = { 'if-match': '"stale"' };
    assertErrorBytes(await patch(by, stale, { type: 'MSP' }), 412, CHANGED);
    assertErrorBytes(await patch(by, stale, { issued_date: '2024-03-01' }), 412, CHANGED);
    const foreign = await patch({ ...by, licenseId: other.licenseId }, stale);
    assertErrorBytes(foreign, 409, conflict("License doesn't correspond to your legal entity"));
    const missing = await patch({ ...by, licenseId: randomUUID() }, { 'if-match': '*' });
    assertErrorBytes(missing, 404, notFound('License was not found'));
    assertStatus(await patch(by, stale, { order_no: 1 }), 422);
    assertStatus(await call(urlOf(by), { method: 'PATCH', body: {}, headers: stale }), 401);
  });

  for (const round of [1, 2, 3]) {
    test(`of many at once with one ETag exactly one is carried out (round ${round})`, async () => {
      const by = next();
      const etag = etagOf(await read(by));
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          patch(
            by,
            { 'if-match': etag, ...(n % 3 === 0 ? { 'x-idempotency-key': `r${n}` } : {}) },
            {},
            n % 2,
          ),
        ),
      );
      const carriedOut = answers.filter(({ status }) => status === 200);
      assert.equal(carriedOut.length, 1);
      for (const answer of answers) if (answer.status !== 200) assertStatus(answer, 412);
      const stored = await read(by);
      assert.equal(stored.body.data.order_no, carriedOut[0]?.body.data.order_no);
      assert.equal(etagOf(stored), etagOf(carriedOut[0] as ApiAnswer));
      assert.equal((await rowOf(by))?.changes, '2', 'the world, and one update');
    });
  }
});

describe('If-Unmodified-Since', () => {
  test('at or after the last change lets an update pass, before it none, in each form of a date', async () => {
    const by = next();
    const forms = (date: Date): string[] => {
      const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().split(/,? /);
      const long = { Wed: 'Wednes', Tue: 'Tues', Thu: 'Thurs', Sat: 'Satur' }[weekday] ?? weekday;
      return [
        date.toUTCString(),
        `${long}day, ${day}-${month}-${year.slice(2)} ${time} GMT`,
        `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`,
      ];
    };
    for (const form of [0, 1, 2]) {
      const changed = (await read(by)).body.data.updated_at;
      const value = (seconds: number) =>
        forms(new Date(Date.parse(changed) + seconds * 1000))[form] as string;
      await assertNothingWritten(by, async () =>
        assertErrorBytes(await patch(by, { 'if-unmodified-since': value(-1) }), 412, CHANGED),
      );
      assertStatus(await patch(by, { 'if-unmodified-since': value(0) }), 200);
      assertStatus(await patch(by, { 'if-unmodified-since': value(3600) }), 200);
    }
  });
  test('that is no such date is refused', async () => {
    const by = next();
    const now = new Date().toISOString();
    for (const value of [
      now,
      'now',
      '',
      '0',
      'Mon, 30 Feb 2026 10:00:00 GMT',
      at(now).replace('GMT', '+0200'),
    ])
      await assertNothingWritten(by, async () => {
        const answer = await patch(by, { 'if-unmodified-since': value });
        assertStatus(answer, 422);
        assert.equal(answer.body.error.invalid[0].entry, 'If-Unmodified-Since');
      });
  });
  test('is not set aside by an If-Match that holds', async () => {
    const by = next();
    const { headers, body } = await read(by);
    const answer = await patch(by, {
      'if-match': headers.get('etag') as string,
      'if-unmodified-since': at(body.data.updated_at, -1),
    });
    assertErrorBytes(answer, 412, CHANGED);
  });
});

describe('conditions and idempotency keys', () => {
  test('a 412 is not kept: the same request with the new ETag is carried out', async () => {
    const by = next();
    const key = { 'x-idempotency-key': 'once' };
    const body = { order_no: 'the same' };
    const refused = await patch(by, { ...key, 'if-match': '"stale"' }, body);
    assertStatus(refused, 412);
    assert.equal(JSON.stringify(refused.body.error), CHANGED);
    const etag = etagOf(await read(by));
    const done = await patch(by, { ...key, 'if-match': etag }, body, 1);
    assertStatus(done, 200);
    const again = await patch(by, { ...key, 'if-match': etag }, body);
    assertStatus(again, 200);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(etagOf(again), etagOf(done));
  });
});

describe('the other conditions', () => {
  test('If-None-Match of a PATCH: of the licence as it is, or of any, it refuses', async () => {
    const by = next();
    const etag = etagOf(await read(by));
    for (const value of [etag, `W/${etag}`, '*'])
      assertErrorBytes(await patch(by, { 'if-none-match': value }), 412, CHANGED);
    assertStatus(await patch(by, { 'if-none-match': '"other"' }), 200);
  });
  test('what a method cannot judge it refuses, on every method', async () => {
    const by = next();
    const { apiUrl } = setting.product;
    const date = at(new Date().toISOString());
    const requests: [string, object, Record<string, string>][] = [
      [
        `/api/licenses/${by.licenseId}`,
        { method: 'PATCH', body: licenseBody() },
        { 'if-modified-since': date },
      ],
      ['/api/licenses', { body: licenseBody() }, { 'if-match': '*' }],
      ['/api/licenses', { body: licenseBody() }, { 'if-none-match': '*' }],
      ['/api/licenses/validation', { body: licenseBody() }, { 'if-unmodified-since': date }],
      ['/api/licenses', {}, { 'if-match': '"x"' }],
      ['/api/dictionaries', {}, { 'if-unmodified-since': date }],
    ];
    for (const [path, request, headers] of requests) {
      const answer = await call(`${apiUrl}${path}`, { token: by.token, ...request, headers });
      assertStatus(answer, 422);
      const [{ entry, entry_type }] = answer.body.error.invalid;
      assert.deepEqual([entry.toLowerCase(), entry_type], [Object.keys(headers)[0], 'header']);
    }
    assertStatus(
      await call(`${apiUrl}/api/licenses`, { token: by.token, headers: { 'if-none-match': '*' } }),
      200,
    );
  });
});
