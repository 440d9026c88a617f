/**
 * Goal: a file name is decoded, normalised and judged once, whatever form it comes in.
 * Method: examples, generated names, and clients that ask for the link.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import {
  encodeKey,
  type FileNameRefusal,
  fileNameRefusals,
  MAX_KEY_BYTES,
  parseFileName,
} from './file-name.ts';

const PREFIX_BYTES = 37; // a uuid and a slash

function accepted(resourceName: string): string {
  const parsed = parseFileName(resourceName, PREFIX_BYTES);
  assert.ok(parsed.ok, `${JSON.stringify(resourceName)} was refused: ${parsed.ok ? '' : parsed.reason}`);
  return parsed.name;
}

function refusal(resourceName: string): FileNameRefusal {
  const parsed = parseFileName(resourceName, PREFIX_BYTES);
  assert.ok(!parsed.ok, `${JSON.stringify(resourceName)} was accepted`);
  return parsed.reason;
}

const encodeEveryByte = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&');

/** Any Unicode name that is accepted as it stands: no `%XX` run, nothing refused. */
const anyName = fc
  .array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/').normalize('NFC'))
  .filter((name) => !/%[0-9a-f]{2}/i.test(name) && parseFileName(name, PREFIX_BYTES).ok);

/** Names dense in the characters that URLs, queries and shells give a meaning to. */
const awkwardName = fc
  .string({
    unit: fc.constantFrom(...'%25+ ?#&=;,@$!*\'()[]{}|^`"<>~:._-/aДї№é́👩‍⚕️ı½…'.match(/./gu)!),
    minLength: 1,
    maxLength: 60,
  })
  .filter((name) => parseFileName(name, PREFIX_BYTES).ok);

test('raw and percent-encoded names are one name', () => {
  for (const [sent, name] of [
    ['Договір №1.pdf', 'Договір №1.pdf'],
    ['%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%961.pdf', 'Договір №1.pdf'],
    ['%d0%94оговір%20№1.pdf', 'Договір №1.pdf'],
    ['signed%20contract.pdf', 'signed contract.pdf'],
    ['a+b.pdf', 'a+b.pdf'],
    ['a%2Bb.pdf', 'a+b.pdf'],
    ['2024/%D0%B0.pdf', '2024/а.pdf'],
    ['2024%2Fa.pdf', '2024/a.pdf'],
    ['%EF%BB%BFa.pdf', '\uFEFFa.pdf'],
  ] as const) {
    assert.equal(accepted(sent), name, sent);
  }
});

test('percent-encoding is undone once, and a percent sign that starts none is literal', () => {
  for (const [sent, name, key] of [
    ['50%.pdf', '50%.pdf', '50%25.pdf'],
    ['50%25.pdf', '50%.pdf', '50%25.pdf'],
    ['%', '%', '%25'],
    ['%2', '%2', '%252'],
    ['%zz', '%zz', '%25zz'],
    ['%%20', '% ', '%25%20'],
    ['100%2525.pdf', '100%25.pdf', '100%2525.pdf'],
    ['signed%2520contract.pdf', 'signed%20contract.pdf', 'signed%2520contract.pdf'],
    ['signed contract.pdf', 'signed contract.pdf', 'signed%20contract.pdf'],
    ['signed%20contract.pdf', 'signed contract.pdf', 'signed%20contract.pdf'],
  ] as const) {
    assert.equal(accepted(sent), name, sent);
    assert.equal(encodeKey(name), key, sent);
  }
});

test('composed and decomposed spellings are one name', () => {
  assert.equal(accepted('Жили\u0438\u0306.pdf'), 'Жили\u0439.pdf');
  assert.equal(accepted('%D0%B8%CC%86'), '\u0439');
  assert.equal(accepted('Їжак'.normalize('NFD')), 'Їжак'.normalize('NFC'));
});

test('only the unreserved characters of RFC 3986 stay in a key', () => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const kept = encodeKey(ascii).replace(/%[0-9A-F]{2}/g, '');
  assert.equal(kept, '-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~');
  assert.equal(encodeKey("!'()* +"), '%21%27%28%29%2A%20%2B');
});

// biome-ignore format: a table
const refused: Record<FileNameRefusal, string[]> = {
  empty: [''],
  lone_surrogate: ['\uD800', 'a\uDC00b', '\uDC00\uD800'],
  invalid_utf8: ['%FF', '%c0%ae%c0%ae%2fx', '%D0', 'a%D0b', '%ED%A0%80', '%F4%90%80%80', '%80', '%e0%80%af'],
  control_character: ['a\0', '%00', 'a\nb', 'a%0d%0aSet-Cookie:x', '\t', '\x7f', '\u0085', '%C2%9B', '\u2028', 'a%E2%80%A9'],
  bidi_control: ['gpj.\u202Eexe', '\u202Aa', '%E2%80%AE', 'a\u2066b', '\u2069', 'a\u200E', '\u200Fa', '\u061C'],
  backslash: ['\\', '..\\x', 'a%5Cb', '..%5c..%5cx', 'C:\\x'],
  leading_slash: ['/', '/etc/passwd', '%2Fetc', '//host/x', '/..'],
  empty_segment: ['a//b', 'a/', 'a%2F%2Fb', 'a/%2F'],
  dot_segment: ['.', '..', '../x', 'a/../b', 'a/./b', 'a/..', '%2e', '%2e%2e/x', '.%2E/x', '..%2fx', '%2E%2E%2Fx', 'a/%2e.'],
  look_alike: [
    'a\uFF0Fb', '..\uFF0Fx', 'a\u2215b', 'a\u2044b', 'a\u29F8b', 'a\uFF3Cb', 'a\uFE68b', 'a\u2216b', 'a\u29F5b', 'a\u29F9b',
    '\uFF0E\uFF0E', '\uFF0E', '\u2024\u2024/x', '\u2024.', '\u2025', 'x/\uFE52.', '%EF%BC%8E%EF%BC%8E/x',
    '.\u200D.', '\u200B..', '\uFEFF', 'a/\u200B/b', '\u2105',
  ],
  nested_encoding: ['%252e%252e%252fx', '%252e%252e/x', '..%252fx', '%25252e%25252e%25252fx', '..%255cx', '\uFF052e\uFF052e\uFF052fx', `%${'25'.repeat(20)}`],
  too_long: ['a'.repeat(MAX_KEY_BYTES - PREFIX_BYTES + 1), 'Ї'.repeat(494), '%41'.repeat(988), '%'.repeat(1_000_000)],
};

for (const reason of Object.keys(refused) as FileNameRefusal[]) {
  test(`refused: ${fileNameRefusals[reason]}`, () => {
    for (const name of refused[reason]) assert.equal(refusal(name), reason, name.slice(0, 80));
  });
}

test('the limit of 1 024 bytes is of the whole key, in UTF-8 after composition', () => {
  accepted('a'.repeat(MAX_KEY_BYTES - PREFIX_BYTES));
  accepted(`${'Ї'.repeat(493)}a`);
  accepted('%41'.repeat(987));
  accepted('Ї'.normalize('NFD').repeat(493));
  accepted(encodeEveryByte('각'.normalize('NFD').repeat(329))); // 8 883 characters that make a key of 1 024 bytes
  assert.ok(parseFileName('a', MAX_KEY_BYTES - 1).ok);
  assert.ok(!parseFileName('a', MAX_KEY_BYTES).ok);
});

// biome-ignore format: a list
const ordinary = [
  ' ', '-', '_', '~', '...', '.htaccess', 'a..b', '..a', 'a.', 'con', 'aux.txt', '__proto__', '½ ставки.pdf', 'далі….pdf',
  'Додаток № 3 (копія) [остання] {v2}.pdf', "п'ята & шоста = 100%; ціна: $5, @НСЗУ #1?!*.pdf", 'עברית.pdf', 'العربية.pdf',
  '日本語ノート.pdf', '人ノ丿.pdf', 'นามสกุล.pdf', '👩‍⚕️.pdf', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'a\u00A0b', '<script>alert(1)<', '"quoted"', '`id`', '$(id)', ';rm -rf *',
];

test('ordinary names of every script, punctuation and emoji are accepted unchanged', () => {
  for (const name of ordinary) assert.equal(accepted(name), name);
});

test('raw and fully encoded form of any accepted name give the same key', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      assert.equal(accepted(name), name);
      assert.equal(accepted(encodeKey(name)), name);
      assert.equal(accepted(encodeURIComponent(name)), name);
      assert.equal(accepted(encodeEveryByte(name)), name);
      assert.equal(accepted(encodeEveryByte(name.normalize('NFD'))), name);
    }),
    { numRuns: 500 },
  );
});

test('different names have different keys, and a key decodes to its name', () => {
  fc.assert(
    fc.property(anyName, anyName, (one, other) => {
      assert.equal(encodeKey(one) === encodeKey(other), one === other);
      assert.equal(decodeURIComponent(encodeKey(one)), one);
      assert.match(encodeKey(one), /^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$/);
    }),
    { numRuns: 500 },
  );
});

test('what was once accepted is accepted again in its encoded form, as the same name', () => {
  fc.assert(
    fc.property(awkwardName, (sent) => {
      const name = accepted(sent);
      assert.equal(accepted(encodeKey(name)), name);
    }),
    { numRuns: 1000 },
  );
});

test('no input whatever makes the parser throw, or lets a name out of its folder', () => {
  const pieces = [...'./\\%a\uFF0E\uFF0F\u200B', '2e', '2F', '5c', '25', '%2e', '%252e'];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (sent) => {
      const parsed = parseFileName(sent, PREFIX_BYTES);
      if (!parsed.ok) return;
      let path = encodeKey(parsed.name);
      for (let level = 0; level < 4; level += 1) {
        assert.ok(new URL(`http://store/bucket/folder/${path}`).pathname.startsWith('/bucket/folder/'), path);
        path = path.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
          Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
        );
      }
    }),
    { numRuns: 5000 },
  );
});

test('no client changes the path of an accepted name: WHATWG URL, fetch, node:http and curl', async (t) => {
  const names = [
    ...fc.sample(anyName, { numRuns: 60, seed: 1 }),
    ...fc.sample(awkwardName, { numRuns: 60, seed: 1 }),
  ];
  const paths = names.map((name) => `/bucket/${encodeKey(name)}`);
  for (const path of paths) assert.equal(new URL(`http://store${path}`).pathname, path);

  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end();
  });
  const origin = await listen(server);
  t.after(() => server.close());

  for (const path of paths) await (await fetch(origin + path)).text();
  assert.deepEqual(seen.splice(0), paths, 'fetch');
  for (const path of paths) {
    await new Promise((resolve, reject) =>
      get(origin + path, (answer) => answer.resume().on('end', resolve)).on('error', reject),
    );
  }
  assert.deepEqual(seen.splice(0), paths, 'node:http');
  const urls = paths.map((path) => origin + path);
  const curl = await promisify(execFile)('curl', ['-sS', ...urls]).catch((error) => error);
  if (curl.code === 'ENOENT') return t.diagnostic('curl is not installed: not asked');
  assert.deepEqual(seen.splice(0), paths, 'curl');
});

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
