/**
 * Goal: versions, lists and the status of a running product are what people read and scripts rely on.
 * Method: real runs beside a product with the demo world.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { runEsoz } from '../fixtures/esoz.ts';
import { useSetting } from '../fixtures/setting.ts';

const root = (name: string) => new URL(`../../${name}`, import.meta.url);
const demo = JSON.parse(await readFile(root('worlds/demo.json'), 'utf8'));
const breaking = { name: 'Назва\nдругий рядок\u001b[31m\u202e', type: 'MIS' };
const odd = { ...breaking, id: '99999999-9999-4999-8999-999999999999' };
const setting = useSetting({ world: { ...demo, clients: [...demo.clients, odd] } });
const run = (...args: string[]) => runEsoz(args, { DATABASE_URL: setting.database.url });

test('the versions, wherever the option stands', async () => {
  const { version } = JSON.parse(await readFile(root('package.json'), 'utf8'));
  const plain = await run('--version');
  assert.deepEqual([plain.code, plain.stderr], [0, '']);
  assert.ok(plain.stdout.startsWith(`esoz ${version}\nNode.js ${process.versions.node} `), plain.stdout);
  for (const args of [
    ['--json', '--version'],
    ['token', 'list', '-V', '--json'],
  ]) {
    const { code, stdout } = await run(...args);
    const document = JSON.parse(stdout);
    assert.deepEqual([code, document.esoz, document.node], [0, version, process.versions.node]);
    assert.match(document.embedded_postgresql, /^\d+\.\d+$/);
  }
});

describe('lists', () => {
  test('show a line for each, with what it can do, and never a secret', async () => {
    const secrets = [...demo.tokens, ...demo.api_keys].map(({ value }) => value as string);
    for (const [args, expected] of [
      [['token', 'list'], 'Портал договорів НСЗУ'],
      [['api-key', 'list'], 'МІС «Демо»'],
      [['client', 'list'], 'BROKER'],
      [['user', 'list'], 'owner@clinic.example'],
    ] as const) {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stderr], [0, ''], args.join(' '));
      assert.ok(stdout.includes(expected), stdout);
      for (const secret of [...secrets, 'demo-password', 'demo-portal-secret'])
        assert.ok(!new RegExp(`\\b${secret}\\b(?!-)`).test(stdout), `${args.join(' ')} shows ${secret}`);
    }
  });

  test('what a name holds stays on the line of its row, and a terminal does not obey it', async () => {
    const { stdout } = await run('client', 'list', '--type', 'MIS', '--name', 'другий');
    const [, row, ...rest] = stdout.trimEnd().split('\n');
    assert.deepEqual(rest, []);
    assert.ok(row?.endsWith('Назва\\u000aдругий рядок\\u001b[31m\\u202e'), stdout);
  });

  test('--json: the rows and where the next page begins; filters and pages', async () => {
    const valid: number = demo.tokens.filter((token: { expires_in: number }) => token.expires_in > 0).length;
    const size = Math.ceil(valid / 2);
    const page = ['token', 'list', '--json', '--valid', '--limit'];
    const first = JSON.parse((await run(...page, `${valid}`)).stdout);
    assert.deepEqual([first.tokens.length, first.next], [valid, null]);
    assert.deepEqual(Object.keys(first.tokens[0]).sort(), [
      'client_id',
      'client_name',
      'consumer_id',
      'expires_at',
      'family_id',
      'id',
      'inserted_at',
      'last_used_at',
      'revoked_at',
      'scope',
      'state',
      'user_email',
      'user_id',
    ]);
    const half = JSON.parse((await run(...page, `${size}`)).stdout);
    assert.equal(half.next, first.tokens[size - 1].id);
    const rest = JSON.parse((await run(...page, `${size}`, '--after', half.next)).stdout);
    assert.deepEqual([...half.tokens, ...rest.tokens], first.tokens);
    const expired = JSON.parse((await run('token', 'list', '--expired', '--json')).stdout);
    assert.deepEqual(
      expired.tokens.map(({ state }: { state: string }) => state),
      ['expired'],
    );
  });

  test('called wrongly: exit code 2, without a look at the database', async () => {
    for (const args of [
      ['token', 'list', '--client', 'x'],
      ['client', 'list', '--limit', '0'],
    ])
      assert.equal((await runEsoz(args, {})).code, 2, args.join(' '));
  });
});

describe('esoz status', () => {
  test('of a product that is ready: every part, exit code 0', async () => {
    const { apiUrl, adminUrl } = setting.product;
    const { code, stdout } = await run('status', '--url', apiUrl, '--admin-url', adminUrl, '--json');
    const { healthy, findings, counts, versions } = JSON.parse(stdout);
    assert.deepEqual([code, healthy], [0, true], stdout);
    const names = findings.map(({ name }: { name: string }) => name);
    const parts = ['database', 'ael', 'bucket'].map((part) => `${part} readiness`);
    assert.deepEqual(names, ['API', 'readiness', ...parts, 'database', 'schema']);
    assert.equal(counts.legal_entities, demo.legal_entities.length);
    assert.match(versions.esoz, /^\d/);
  });

  test('of one that is not ready, or something else: which part, exit code 1', async () => {
    const answers: [status: number, body: string][] = [
      [503, '{"status":"not_ready","checks":{"database":"ok","ael":"ok","bucket":"failed"}}'],
      [200, '<html>'],
    ];
    let answer = answers[0] as (typeof answers)[number];
    const server = createServer((_request, response) => response.writeHead(answer[0]).end(answer[1]));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const failing: string[][] = [];
    for (answer of answers) {
      const { code, stdout } = await run('status', '--url', url, '--admin-url', url, '--json');
      assert.equal(code, 1);
      const findings = JSON.parse(stdout).findings as { name: string; state: string }[];
      failing.push(findings.filter(({ state }) => state === 'failed').map(({ name }) => name));
    }
    server.close();
    assert.deepEqual(failing, [
      ['API', 'readiness', 'bucket readiness'],
      ['API', 'readiness'],
    ]);
  });
});
