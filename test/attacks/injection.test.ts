/**
 * Goal: text that means something to SQL is text.
 * Method: hostile values in every field, filter, path and header of the running product.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { OFFICER_WORLD, officer } from '../fixtures/officer.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { licenseBody } from '../fixtures/registry.ts';

const CLINICS = 60;
const setting = useSetting({ clinicCount: CLINICS, world: OFFICER_WORLD });
const url = (path: string) => `${setting.product.apiUrl}${path}`;

/** Text that means something to SQL, to a template, a shell, a page or a spreadsheet. */
const HOSTILE = [
  `'; DROP TABLE licenses; --`,
  `' OR '1'='1`,
  `" OR ""="`,
  `\\'; SELECT pg_sleep(30); --`,
  `$1`,
  `$$; DROP TABLE licenses; $$`,
  `E'\\x27'`,
  `%27%20OR%201=1`,
  `{"$gt":""}`,
  `\${process.env.DATABASE_URL}`,
  `{{7*7}}`,
  `%s%n%x`,
  `\`id\``,
  `<script>alert(1)</script>`,
  `=HYPERLINK("http://x","y")`,
  `ʼ; DROP TABLE licenses; --`,
  `＇ OR 1=1 --`,
  `\u202e\u0000`.slice(0, 1),
  `\t\r\n\u2028`,
  `😀'`,
];
const FIELDS = ['issued_by', 'license_number', 'what_licensed', 'order_no'] as const;

describe('text that means something to SQL', () => {
  test('in every field comes back and is stored as it was sent', async () => {
    for (const hostile of HOSTILE) {
      const by = setting.nextClinic();
      const fields = Object.fromEntries(FIELDS.map((field) => [field, hostile]));
      const answer = await call(url('/api/licenses'), { token: by.token, body: licenseBody(fields) });
      assertStatus(answer, 201);
      const [stored] = await setting.database.query(
        `SELECT ${FIELDS.join(', ')} FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary`,
        [by.id],
      );
      const [audited] = await setting.database.query<{ new: Record<string, unknown> }>(
        `SELECT changeset->'new' AS new FROM audit_log WHERE client_id = $1 AND resource = 'license'`,
        [by.id],
      );
      for (const field of FIELDS) {
        assert.equal(answer.body.data[field], hostile);
        assert.equal(stored?.[field], hostile);
        assert.equal(audited?.new[field], hostile);
      }
    }
  });

  test('as a type of licence or a date is refused by the rules, not by PostgreSQL', async () => {
    const { token } = setting.nextClinic();
    for (const hostile of [...HOSTILE, 'constructor', '__proto__', 'PHARMACY_DRUGS,MSP', 'PHARMACY_DRUGS ']) {
      for (const field of ['type', 'issued_date', 'active_from_date', 'expiry_date']) {
        const answer = await call(url('/api/licenses'), { token, body: licenseBody({ [field]: hostile }) });
        assertStatus(answer, 422);
        assert.equal(answer.body.error.invalid[0].entry, `$.${field}`);
      }
    }
  });

  test('as a filter finds nothing or is refused', async () => {
    const { token } = setting.nextClinic();
    for (const hostile of HOSTILE) {
      const value = encodeURIComponent(hostile);
      const found = await call(url(`/api/licenses?license_number=${value}`), { token });
      assert.ok(
        found.status === 422 || (found.status === 200 && found.body.data.length === 0),
        found.describe(),
      );
      for (const name of ['id', 'type', 'is_primary', 'page', 'page_size']) {
        assertStatus(await call(url(`/api/licenses?${name}=${value}`), { token }), 422);
      }
    }
  });

  test('as a search for a name, where the words become a query of their own, is never a 500', async () => {
    const operators = [
      '&',
      '|',
      '!',
      '<->',
      ':*',
      '(',
      ')',
      `'`,
      '\\',
      `a:*b`,
      `!!a`,
      `a & (b`,
      `"a b"`,
      '%',
      '_',
      ' ',
    ];
    for (const hostile of [...HOSTILE, ...operators]) {
      const answer = await call(url(`/api/v2/legal_entities?name=${encodeURIComponent(hostile)}`), officer);
      assert.ok([200, 422].includes(answer.status), answer.describe());
      if (answer.status === 200) assert.ok(answer.body.data.length <= 50);
    }
    for (const name of ['id', 'edrpou', 'type', 'status']) {
      for (const hostile of HOSTILE) {
        const answer = await call(
          url(`/api/v2/legal_entities?${name}=${encodeURIComponent(hostile)}`),
          officer,
        );
        assert.ok(answer.status === 422 || answer.body.data?.length === 0, answer.describe());
      }
    }
  });

  test('in a path is an id that does not exist', async () => {
    const { token } = setting.nextClinic();
    for (const hostile of HOSTILE) {
      const id = encodeURIComponent(hostile);
      const answers = [
        await call(url(`/api/licenses/${id}`), { method: 'PATCH', token, body: licenseBody() }),
        await call(url(`/api/v2/legal_entities/${id}`), officer),
        await call(url(`/api/admin/licenses/${id}/history`), officer),
      ];
      for (const answer of answers) assert.ok([404, 422].includes(answer.status), answer.describe());
    }
  });
});

describe('text that means something to SQL, in a header', () => {
  const inHeaders = HOSTILE.filter((text) => /^[\x20-\x7e]+$/.test(text));

  test('is no token and no API key', async () => {
    for (const hostile of inHeaders) {
      assertStatus(await call(url('/api/licenses'), { token: hostile, body: licenseBody() }), 401);
      const headers = { ...officer.headers, 'api-key': hostile };
      assertStatus(await call(url('/api/admin/events'), { ...officer, headers }), 401);
    }
  });

  test('is no request id: another one is made', async () => {
    const { token } = setting.nextClinic();
    for (const hostile of inHeaders) {
      const answer = await call(url('/api/licenses'), { token, headers: { 'x-request-id': hostile } });
      assertStatus(answer, 200);
      if (!/^[\w.#:-]+$/.test(hostile)) assert.notEqual(answer.body.meta.request_id, hostile);
    }
  });

  test('as an idempotency key is kept to the letter, or refused for its spaces', async () => {
    for (const hostile of inHeaders) {
      const by = setting.nextClinic();
      const answer = await setting.create(by, { 'x-idempotency-key': hostile });
      if (hostile.includes(' ')) {
        assertStatus(answer, 422);
        continue;
      }
      assertStatus(answer, 201);
      assert.equal(answer.body.meta.idempotency_key, hostile);
      const rows = await setting.database.query('SELECT key FROM idempotency_keys WHERE client_id = $1', [
        by.id,
      ]);
      assert.deepEqual(rows, [{ key: hostile }]);
    }
  });
});

test('after all of it the registry has what it had', async () => {
  const rows = await setting.database.query(
    `SELECT (SELECT count(*) FROM legal_entities)::int AS legal_entities, (SELECT count(*) FROM tokens)::int AS tokens,
            (SELECT count(*) > 0 FROM schema_migrations) AS migrations`,
  );
  assert.deepEqual(rows, [{ legal_entities: CLINICS, tokens: CLINICS + 1, migrations: true }]);
});
