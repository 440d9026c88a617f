/**
 * Goal: the tutorial about connecting a МІС tells no untruth, and the people and the link that a start prints are good.
 * Method: its own link and commands, carried out with a browser's cookies against a running demo on another port.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { DEMO_PEOPLE, type DemoPerson } from '../../src/demo/people.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { openJar } from '../fixtures/sign-in.ts';

const TUTORIAL = new URL('../../docs/tutorials/connect-a-mis.md', import.meta.url);
const DEFAULT_ORIGIN = 'http://127.0.0.1:4000';

let database: TestDatabase;
let product: RunningProduct;
let text: string;
before(async () => {
  database = await createTestDatabase();
  product = await startProduct({ env: { DATABASE_URL: database.url } });
  text = (await readFile(TUTORIAL, 'utf8'))
    .replaceAll(DEFAULT_ORIGIN, product.apiUrl)
    .replaceAll(encodeURIComponent(DEFAULT_ORIGIN), encodeURIComponent(product.apiUrl));
});
after(async () => {
  await product?.stop();
  await database.drop();
});

const CLINIC = '11111111-1111-4111-8111-000000000001';

/** From the printed link to the page that shows the code, as the owner, for the first clinic. */
async function receiveCode(): Promise<{ code: string; html: string }> {
  const link = (product.ready.demo_sign_in as string).slice(product.apiUrl.length);
  const browser = openJar(product.apiUrl);
  const { email, password } = DEMO_PEOPLE[0] as DemoPerson;
  let page = await browser.signIn(link, email, password);
  page = await browser.submit(page, { legal_entity: CLINIC, action: 'choose' });
  page = await browser.get(page.location as string);
  if (page.location === null) page = await browser.submit(page, { action: 'allow' });
  const back = page.location as string;
  assert.ok(back.startsWith(`${product.apiUrl}/demo/callback?`), back);
  const { html } = await browser.get(back.slice(product.apiUrl.length));
  return { code: new URL(back).searchParams.get('code') as string, html };
}

/** Runs the command of the tutorial that has this in it, its capitals replaced. */
function run(part: string, values: Record<string, string>): { status: number; data: Record<string, never> } {
  const block = [...text.matchAll(/```sh\n(curl [\s\S]*?)```/g)].find(([, command]) =>
    command?.includes(part),
  );
  assert.ok(block?.[1], part);
  const command = Object.entries(values).reduce((all, [mark, value]) => all.replace(mark, value), block[1]);
  return answerTo(command);
}

function answerTo(command: string) {
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(stdout) ?? [];
  const [, body = '{}'] = stdout.split('\r\n\r\n');
  assert.ok(status, `${command}\n${stdout}${stderr}`);
  return { status: Number(status), data: JSON.parse(body) };
}

const withCurl = spawnSync('curl', ['--version']).error ? { skip: 'curl is not installed' } : {};

test('each step of the tutorial does what it says', withCurl, async () => {
  assert.ok(text.includes(product.ready.demo_sign_in as string), String(product.ready.demo_sign_in));
  const first = await receiveCode();
  assert.equal(run('"authorization_code"', { CODE: first.code }).status, 201);
  const again = run('"authorization_code"', { CODE: first.code });
  assert.deepEqual(
    [again.status, (again.data as { error?: { message: string } }).error?.message],
    [401, 'Token has already been used.'],
  );

  const { html } = await receiveCode();
  const shown = html.replaceAll(/&#(\d+);/g, (_reference, point) => String.fromCharCode(Number(point)));
  const [, pasted = ''] = /<pre[^>]*><code>([\s\S]*?)<\/code>/.exec(shown) ?? [];
  const exchanged = answerTo(pasted);
  assert.equal(exchanged.status, 201, JSON.stringify(exchanged.data));
  const { value, details } = exchanged.data.data;
  assert.deepEqual([details.client_id, details.scope], [CLINIC, 'license:read license:write']);
  assert.equal(run('/api/licenses', { TOKEN: value }).status, 201);
  const refreshed = run('grant_type=refresh_token', { REFRESH: details.refresh_token });
  assert.equal(refreshed.status, 200);
  assert.deepEqual(run('grant_type=refresh_token', { REFRESH: details.refresh_token }).data, refreshed.data);
});

test('everybody who is said to be able to sign in is', async () => {
  assert.deepEqual(product.ready.demo_people, DEMO_PEOPLE);
  for (const { email, password } of DEMO_PEOPLE) {
    const account = await openJar(product.apiUrl).signIn('/sign-in', email, password);
    assert.equal(account.status, 200, email);
    assert.ok(account.html.includes(email), email);
  }
});

test('the page of the МІС says what came, refusals and shells included', async () => {
  const browser = openJar(product.apiUrl);
  const refused = await browser.get('/demo/callback?error=access_denied&state=x');
  assert.match(refused.html, /access_denied/);
  assert.doesNotMatch(refused.html, /<pre/);
  const evil = await browser.get(`/demo/callback?code=${encodeURIComponent("'; touch x; echo '<b>")}`);
  assert.doesNotMatch(evil.html, /<b>/);
  assert.match(evil.html, /&#39;\\&#39;&#39;; touch x/);
  assert.equal((await browser.get('/demo/callback')).status, 200);
});
