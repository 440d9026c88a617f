/**
 * Goal: people see where they are signed in and whom they let in, and can end both; a new password ends what the old one
 * gave; a one-time link works once, and not by being looked at. Behind HTTPS cookies belong to this host alone.
 * Method: the pages by HTTP, with a public address that is HTTPS; tokens and links as the programs below make them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { makePasswordLink } from '../../src/people/password-links.ts';
import { openPool } from '../fixtures/open-registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import {
  answerOf,
  authorizationQuery,
  openJar,
  PASSWORD,
  type ShownPage,
  signInWorld,
} from '../fixtures/sign-in.ts';

const people = signInWorld();
const invited = { id: randomUUID(), email: 'petro@likarnia.ua' };
people.world.users?.push({ ...invited, roles: ['ADMIN'], legal_entities: [people.clinics[0]?.id] });
const setting = useSetting({ world: people.world, env: { PUBLIC_URL: 'https://registry.example' } });
const { owner, admin } = people;
const jar = () => openJar(setting.product.apiUrl);
const link = (overrides?: Record<string, string>) => `/sign-in?${authorizationQuery(people, overrides)}`;
const rowsOf = ({ html }: ShownPage, id: string) =>
  html.split(`aria-labelledby="${id}"`)[1]?.split('</table>')[0]?.split('<tr role="row">').slice(2) ?? [];

describe('the own account', () => {
  test('shows each session with its device and address, and ends one or all others', async () => {
    const [here, there, elsewhere] = [jar(), jar(), jar()];
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0' };
    await there.submit(
      await there.get('/sign-in'),
      { email: owner.email, password: PASSWORD, action: 'sign-in' },
      agent,
    );
    await elsewhere.signIn('/sign-in', owner.email);
    const account = await here.signIn('/sign-in', owner.email);
    const rows = rowsOf(account, 'sessions');
    assert.equal(rows.length, 3);
    assert.equal(rows.filter((row) => row.includes('цей сеанс')).length, 1);
    const firefox = rows.find((row) => row.includes('Firefox на Linux')) ?? '';
    assert.match(firefox, /127\.0\.0\.1[\s\S]*<time datetime="[^"]+">\d\d\.\d\d\.\d{4}, \d\d:\d\d<\/time>/);

    const [, id = ''] = /name="end" value="([^"]+)"/.exec(firefox) ?? [];
    const ended = await here.submit(account, { end: id });
    assert.match((await here.get(ended.location as string)).html, /role="status"[\s\S]*Сеанс завершено/);
    assert.equal((await there.get('/account')).location, '/sign-in');
    assert.equal((await elsewhere.get('/account')).status, 200);

    await here.submit(account, { action: 'end-others' });
    assert.equal((await elsewhere.get('/account')).location, '/sign-in');
    const left = await here.submit(account, { action: 'sign-out' });
    assert.match((await here.get(left.location as string)).html, /Ви вийшли/);
    assert.equal((await here.get('/account')).location, '/sign-in');
  });

  test('the console’s form ends the session without a token of a page: the browser says that it is ours', async () => {
    const browser = jar();
    await browser.signIn('/sign-in', owner.email);
    const leaving = { action: 'sign-out' };
    for (const site of ['cross-site', 'same-site', 'none', ''])
      assert.equal((await browser.post('/account', leaving, { 'sec-fetch-site': site })).status, 403, site);
    const left = await browser.post('/account', leaving, { 'sec-fetch-site': 'same-origin' });
    assert.equal(left.location, '/sign-in?done=signed-out');
    assert.equal((await browser.get('/account')).location, '/sign-in');
  });

  test('ends no session of somebody else', async () => {
    const [theirs, own] = [jar(), jar()];
    await theirs.signIn('/sign-in', owner.email);
    const [session] = await setting.database.query<{ id: string }>(
      'SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL',
      [owner.id],
    );
    const account = await own.signIn('/sign-in', admin.email);
    assert.ok(!account.html.includes(session?.id as string));
    for (const end of [session?.id as string, 'x', ''])
      assert.equal((await own.submit(account, { end })).status, 303);
    assert.equal((await theirs.get('/account')).status, 200);
  });

  test('shows what was agreed to, and takes it back: it is asked for again', async () => {
    const browser = jar();
    const consent = await browser.signIn(link(), admin.email);
    assert.ok(answerOf(people, await browser.submit(consent, { action: 'allow' })).code);
    const account = await browser.get('/account');
    const [row = ''] = rowsOf(account, 'consents');
    assert.match(row, /Медик &#38; Онлайн[\s\S]*ЄДРПОУ 38782320[\s\S]*Читати ліцензії закладу/);
    const [, connection = ''] = /name="withdraw" value="([^"]+)"/.exec(row) ?? [];
    const back = await browser.submit(account, { withdraw: connection });
    assert.match((await browser.get(back.location as string)).html, /Доступ забрано[\s\S]*Жодній/);
    assert.match((await browser.get(link())).html, /Дозволити/);
  });
});

describe('a change of password', () => {
  const change = async (browser: ReturnType<typeof jar>, fields: Record<string, string>) =>
    browser.submit(await browser.get('/account/password'), fields);

  test('tells what is wrong beside its field', async () => {
    const browser = jar();
    await browser.signIn('/sign-in', admin.email);
    const next = 'another good password';
    const wrong: [Record<string, string>, RegExp][] = [
      [{ current: '', password: next, repeated: next }, /id="current-error">Введіть поточний пароль/],
      [{ current: PASSWORD, password: '', repeated: '' }, /id="password-error">Введіть новий пароль/],
      [{ current: PASSWORD, password: 'short', repeated: 'short' }, /id="password-error">Пароль закороткий/],
      [
        { current: PASSWORD, password: next, repeated: `${next}x` },
        /id="repeated-error">Паролі не збігаються/,
      ],
      [{ current: PASSWORD, password: admin.email, repeated: admin.email }, /не може бути вашою електронною/],
      [
        { current: 'wrong password', password: next, repeated: next },
        /id="current-error">Поточний пароль неправильний/,
      ],
    ];
    for (const [fields, words] of wrong) {
      const page = await change(browser, fields);
      assert.equal(page.status, 422);
      assert.match(page.html, words);
      assert.ok(!page.html.includes(next));
    }
  });

  test('ends the other sessions, and this one goes on under another value', async () => {
    const [here, there] = [jar(), jar()];
    await there.signIn('/sign-in', admin.email);
    await here.signIn('/sign-in', admin.email);
    const before = here.cookies.get('__Host-esoz_session');
    const next = 'another good password';
    const changed = await change(here, { current: PASSWORD, password: next, repeated: next });
    assert.equal(changed.location, '/account?done=password-changed');
    assert.notEqual(here.cookies.get('__Host-esoz_session'), before);
    assert.match((await here.get(changed.location)).html, /Пароль змінено/);
    assert.equal((await there.get('/account')).location, '/sign-in');
  });
});

describe('a one-time link', () => {
  const make = async (kind: 'invitation' | 'reset', now = new Date()) => {
    const pool = openPool(setting.database);
    const made = await makePasswordLink(
      pool,
      { now, userId: owner.id, requestId: 'test' },
      { userId: invited.id, kind },
    );
    await pool.end();
    return made?.value as string;
  };
  const chosen = { password: 'a password of my own', repeated: 'a password of my own' };

  test('leaves the address at once, is used up by no look at it, and sets a password once', async () => {
    const value = await make('invitation');
    const scanner = jar();
    for (let looks = 0; looks < 3; looks++) await scanner.get(`/password?link=${value}`);
    const browser = jar();
    const opened = await browser.get(`/password?link=${value}`);
    assert.deepEqual([opened.status, opened.location], [303, '/password']);
    const page = await browser.get('/password');
    assert.match(page.html, /Створіть пароль[\s\S]*petro@likarnia\.ua[\s\S]*autocomplete="new-password"/);
    assert.ok(!page.html.includes(value));
    assert.match(
      (await browser.submit(page, { password: 'short', repeated: 'short' })).html,
      /Пароль закороткий/,
    );
    assert.equal((await browser.post('/password', chosen)).status, 403);

    const saved = await browser.submit(page, chosen);
    assert.equal(saved.location, '/sign-in?done=password-set');
    const signIn = await browser.get(saved.location);
    assert.match(signIn.html, /Новий пароль збережено/);
    const entered = await browser.submit(signIn, {
      email: invited.email,
      password: chosen.password,
      action: 'sign-in',
    });
    assert.equal(entered.location, '/account');

    const late = jar();
    await late.get(`/password?link=${value}`);
    const used = await late.get('/password');
    assert.equal(used.status, 410);
    assert.match(used.html, /вже використано/);
    assert.ok(!late.cookies.has('__Host-esoz_link'));
  });

  test('that is old, replaced or none says so', async () => {
    const old = await make('reset', new Date(Date.now() - 25 * 3_600_000));
    const opened = async (value: string) => {
      const browser = jar();
      const first = await browser.get(`/password?link=${encodeURIComponent(value)}`);
      return first.status === 303 ? browser.get('/password') : first;
    };
    assert.match((await opened(old)).html, /Строк дії посилання минув/);
    await make('reset');
    assert.match((await opened(old)).html, /Посилання не діє/);
    for (const value of ['', 'x', '; Path=/', 'p'.repeat(43), `${'p'.repeat(43)}\r\n`])
      assert.match((await opened(value)).html, /Посилання не діє|Відкрийте посилання ще раз/, value);
    assert.match((await jar().get('/password')).html, /Відкрийте посилання ще раз/);
  });

  test('is in no log line', async () => {
    const value = await make('reset');
    await jar().get(`/password?link=${value}`);
    assert.ok(!setting.product.log().includes(value));
  });
});

test('behind HTTPS every cookie is secure and of this host alone', async () => {
  const browser = jar();
  const page = await browser.get('/sign-in?lang=uk');
  const entered = await browser.submit(page, { email: owner.email, password: PASSWORD, action: 'sign-in' });
  const cookies = [...page.headers.getSetCookie(), ...entered.headers.getSetCookie()];
  assert.deepEqual(
    cookies.map((cookie) => cookie.split('=')[0]).toSorted(),
    ['form', 'form', 'language', 'session'].map((name) => `__Host-esoz_${name}`),
  );
  for (const cookie of cookies) assert.match(cookie, /; Path=\/;.*HttpOnly; SameSite=Lax; Secure$/);
});

test('the statement of accessibility and the stylesheet are there for everybody', async () => {
  const statement = await jar().get('/accessibility');
  assert.match(statement.html, /ДСТУ EN 301 549/);
  const [, path = ''] = /href="(\/design\/style\.css\?v=\w+)"/.exec(statement.html) ?? [];
  const kept = await jar().get(path);
  assert.equal(kept.headers.get('content-type'), 'text/css; charset=utf-8');
  assert.match(kept.headers.get('cache-control') ?? '', /immutable/);
  assert.equal((await jar().get('/design/style.css?v=other')).headers.get('cache-control'), 'no-cache');
});
