/**
 * Goal: no request is answered 500.
 * Method: generated bodies, methods, targets and headers to the running product.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { call } from '../fixtures/client.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const sender = clinic();
const setting = useSetting({ world: sender.world });

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const anyValue = fc.oneof(
  anyText,
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.constantFrom(Number.MAX_VALUE, -0, 2 ** 64),
);
const date = fc.tuple(fc.nat(9999), fc.nat(13), fc.nat(32)).map(([year, month, day]) => {
  const pad = (number: number, length: number) => String(number).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
});
/** Bodies that are nearly right: each field sound, missing, null, of its kind, or anything. */
const nearlyRight = fc
  .record(
    {
      type: fc.oneof(fc.constantFrom('PHARMACY_DRUGS', 'MSP', '__proto__', 'constructor'), anyValue),
      issued_by: anyValue,
      issued_date: fc.oneof(date, anyValue),
      active_from_date: fc.oneof(date, anyValue),
      expiry_date: fc.oneof(date, fc.constant(null), anyValue),
      is_primary: fc.oneof(fc.boolean(), anyValue),
      license_number: anyValue,
      what_licensed: anyValue,
      order_no: anyValue,
      extra: anyValue,
    },
    { requiredKeys: [] },
  )
  .map((overrides) => JSON.stringify(licenseBody(overrides)));

/** What every answer is, whatever was asked. */
function assertCivil(status: number, text: string, requestId: string | null | undefined): void {
  assert.ok(status >= 200 && status < 500, `${status} ${text}`);
  const { meta, data, error } = JSON.parse(text);
  assert.equal(meta.code, status, text);
  assert.equal(meta.request_id, requestId, text);
  assert.ok((data === undefined) !== (error === undefined), text);
  assert.doesNotMatch(text, /\bat .*\.ts:\d|SELECT |pg_|node_modules/, 'something of the inside was told');
}

describe('no request is answered 500', () => {
  test('whatever the body is', async () => {
    const body = fc.oneof(
      nearlyRight,
      fc.json({ stringUnit: 'binary' }),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    const judge = async (each: string | Buffer) => {
      const answer = await call(`${setting.product.apiUrl}/api/licenses`, {
        token: sender.token,
        body: each,
      });
      assertCivil(answer.status, answer.text, answer.headers.get('x-request-id'));
    };
    await fc.assert(fc.asyncProperty(body, judge), { numRuns: 200 });
  });

  test('whatever method, target and headers are', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'api',
        'licenses',
        '..',
        '.',
        '',
        '%2e%2e',
        '%00',
        '%',
        '%ff',
        '*',
        ':id',
        '//',
        'admin',
        '{id}',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).map((each) => each.replace(/[\s]/g, '')),
      anyText.map((each) => encodeURIComponent(each.toWellFormed()).slice(0, 60)),
    );
    const target = fc
      .tuple(fc.array(segment, { maxLength: 4 }), fc.option(segment))
      .map(([segments, query]) => `/${segments.join('/')}${query === null ? '' : `?${query}`}`);
    const method = fc.constantFrom(
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'QUERY',
    );
    const name = fc.constantFrom(
      'Authorization',
      'API-key',
      'Content-Type',
      'Content-Encoding',
      'Accept',
      'X-Request-ID',
      'X-Idempotency-Key',
      'X-Forwarded-Host',
      'X-Custom-PSK',
      'Cookie',
      'Range',
      'If-None-Match',
      'Accept-Encoding',
      'X-HTTP-Method-Override',
    );
    // Latin-1 without control characters: all that HTTP lets into a value.
    const value = fc.oneof(
      fc.constantFrom(`Bearer ${sender.token}`, 'application/json', '*/*', 'DELETE', ''),
      fc.string({
        unit: fc
          .integer({ min: 0x20, max: 0xff })
          .filter((code) => code < 0x7f || code > 0x9f)
          .map((code) => String.fromCharCode(code)),
      }),
    );
    const headers = fc.array(
      fc.tuple(name, value).map(([each, text]) => `${each}: ${text}`),
      { maxLength: 6 },
    );
    const judge = async (verb: string, path: string, lines: string[], body: string) => {
      const known = path.startsWith('/api/licenses') ? [`Authorization: Bearer ${sender.token}`] : [];
      const { apiUrl } = setting.product;
      const answer = await rawCall(apiUrl, [`${verb} ${path} HTTP/1.1`, ...known, ...lines], body);
      assertCivil(answer.status, answer.text, answer.header('x-request-id'));
    };
    const targets = fc.oneof(target, fc.constant('/api/licenses'));
    await fc.assert(fc.asyncProperty(method, targets, headers, nearlyRight, judge), { numRuns: 200 });
  });

  test('and after all of it the program runs, with no error in its log', async () => {
    assert.equal(setting.product.process.exitCode, null);
    const errors = setting.product
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":"error"'));
    assert.deepEqual(errors, []);
  });
});
