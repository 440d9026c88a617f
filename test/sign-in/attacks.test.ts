/**
 * Goal: whoever makes a link, a page, a name or a cookie for somebody else gets nothing by it: no redirect to where they
 * like, no form in another's name, no session known beforehand, no markup, no consent to what was not shown.
 * Method: each attack by HTTP; then what the database has.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useSetting } from '../fixtures/setting.ts';
import {
  answerOf,
  authorizationQuery,
  hiddenFieldsOf,
  openJar,
  PASSWORD,
  type ShownPage,
  signInWorld,
} from '../fixtures/sign-in.ts';

const people = signInWorld();
const setting = useSetting({ world: people.world });
const { owner, admin } = people;
const [clinic, pharmacy] = people.clinics as [(typeof people.clinics)[0], (typeof people.clinics)[0]];
const jar = () => openJar(setting.product.apiUrl);
const link = (overrides?: Record<string, string | undefined>) =>
  `/sign-in?${authorizationQuery(people, overrides)}`;
const codes = async () =>
  Number((await setting.database.query<{ count: string }>('SELECT count(*) FROM token_families'))[0]?.count);

test('no spelling of a redirect URI but the registered one leads anywhere', async () => {
  const uri = people.mis.redirectUri;
  const spellings = [
    'https://evil.example/',
    '//evil.example/callback',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    `${uri}@evil.example`,
    `http://127.0.0.1:9@evil.example/callback`,
    `http://evil.example/?${uri}`,
    `http://evil.example#${uri}`,
    'http://127.0.0.1:9.evil.example/callback',
    `${uri}?next=https://evil.example`,
    `${uri}#`,
    `${uri}/../elsewhere`,
    `${uri}%2f`,
    `${uri} `,
    ` ${uri}`,
    `${uri}\t`,
    `${uri}\0`,
    uri.toUpperCase(),
    uri.replace('http:', 'HTTP:'),
    uri.replace('127.0.0.1', 'localhost'),
    uri.replace(':9', ':09'),
    encodeURIComponent(uri),
  ];
  const browser = jar();
  await browser.signIn('/sign-in', admin.email);
  for (const redirect_uri of spellings) {
    const page = await browser.get(link({ redirect_uri }));
    assert.deepEqual([page.status, page.location], [400, null], redirect_uri);
    const posted = await browser.post(link({ redirect_uri }), { action: 'deny' });
    assert.deepEqual([posted.status, posted.location], [400, null], redirect_uri);
  }
  const twice = await browser.get(`${link()}&redirect_uri=https%3A%2F%2Fevil.example%2F`);
  assert.deepEqual([twice.status, twice.location], [400, null]);
});

test('no other parameter leads anywhere', async () => {
  const browser = jar();
  const page = await browser.get(
    '/sign-in?done=//evil.example&lang=//evil.example&legal_entity=//evil.example',
  );
  assert.equal(page.status, 200);
  assert.ok(!page.html.includes('evil.example'));
  const entered = await browser.submit(page, { email: admin.email, password: PASSWORD, action: 'sign-in' });
  assert.equal(entered.location, '/account');
  for (const path of ['/account?done=//evil.example', '/account?next=https://evil.example'])
    assert.ok(!(await browser.get(path)).html.includes('evil.example'), path);
});

/** What a page of another site can send: cookies come along only where the browser lets them. */
const FOREIGN: [string, Record<string, string>][] = [
  ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
  ['of a browser that says its origin alone', { origin: 'https://evil.example' }],
];

describe('a form', () => {
  const entry = { email: 'ivan@likarnia.ua', password: PASSWORD, action: 'sign-in' };

  test('without its token signs nobody in, whoever sends it, and comes back with words', async () => {
    const [browser, stranger] = [jar(), jar()];
    const page = await browser.get(link());
    const strange = hiddenFieldsOf(await stranger.get(link())).token as string;
    for (const token of ['', strange, 'x'.repeat(43)]) {
      const answer = await browser.post(link(), { ...entry, token });
      assert.equal(answer.status, 403);
      assert.match(answer.html, /Форму не прийнято[\s\S]*value="ivan@likarnia.ua"/);
      assert.ok(!browser.cookies.has('esoz_session'));
    }
    for (const [who, headers] of FOREIGN) {
      assert.equal((await browser.submit(page, entry, headers)).status, 403, who);
      assert.ok(!browser.cookies.has('esoz_session'), who);
    }
    assert.equal(
      (await browser.submit(page, entry, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status,
      303,
    );
  });

  test('of a page from before signing in is no form of afterwards', async () => {
    const browser = jar();
    const before = await browser.get(link());
    await browser.signIn(link(), admin.email);
    const late = await browser.submit(before, { action: 'allow', legal_entity: clinic.id });
    assert.match(late.html, /Форму не прийнято[\s\S]*Дозволити/);
    assert.deepEqual([late.status, late.location], [403, null]);
  });

  test('of consent is worth nothing to another site', async () => {
    const browser = jar();
    const consent = await browser.signIn(link(), admin.email);
    const count = await codes();
    for (const [who, headers] of FOREIGN)
      assert.equal((await browser.submit(consent, { action: 'allow' }, headers)).location, null, who);
    const bare = await browser.post(link(), { action: 'allow', legal_entity: clinic.id });
    assert.equal(bare.location, null);
    assert.equal(await codes(), count);
  });

  test('of the account ends nothing for another site', async () => {
    const browser = jar();
    const account = await browser.signIn('/sign-in', admin.email);
    for (const [who, headers] of FOREIGN)
      assert.equal((await browser.submit(account, { action: 'sign-out' }, headers)).status, 403, who);
    assert.equal((await browser.post('/account', { action: 'sign-out' })).status, 403);
    assert.equal((await browser.get('/account')).status, 200);
  });

  test('has each field once, and no others', async () => {
    const browser = jar();
    for (const fields of ['email=a&email=b', 'is_admin=true', 'email=%00', '__proto__=x'])
      assert.equal((await browser.post(link(), fields)).status, 422, fields);
  });
});

describe('a session', () => {
  test('that somebody knew before is none after signing in, and so is the one before', async () => {
    const browser = jar();
    browser.cookies.set('esoz_session', 'p'.repeat(43)).set('esoz_form', 'f'.repeat(43));
    await browser.signIn(link(), admin.email);
    const first = browser.cookies.get('esoz_session') as string;
    assert.notEqual(first, 'p'.repeat(43));
    assert.notEqual(browser.cookies.get('esoz_form'), 'f'.repeat(43));

    const page = await browser.get(link());
    const left = await browser.submit(page, { action: 'leave' });
    assert.equal(left.status, 303);
    browser.cookies.set('esoz_session', first);
    assert.equal((await browser.get('/account')).location, '/sign-in');
    await browser.signIn(link(), admin.email);
    assert.notEqual(browser.cookies.get('esoz_session'), first);
  });

  test('that has ended consents to nothing: the password is asked for again, and the way goes on', async () => {
    const browser = jar();
    const consent = await browser.signIn(link(), admin.email);
    await setting.database.query('UPDATE sessions SET ended_at = now()');
    const count = await codes();
    const late = await browser.submit(consent, { action: 'allow' });
    assert.equal(late.location, null);
    assert.match(late.html, /Сеанс завершився[\s\S]*id="password"/);
    assert.equal(await codes(), count);
  });

  test('that has not passed every step opens nothing', async () => {
    const browser = jar();
    await browser.signIn(link(), admin.email);
    await setting.database.query('UPDATE sessions SET passed_at = NULL');
    assert.equal((await browser.get('/account')).location, '/sign-in');
    assert.match((await browser.get(link())).html, /id="password"/);
  });
});

describe('consent', () => {
  test('holds for what was shown: other scopes, another legal entity, changed roles are shown first', async () => {
    const browser = jar();
    const consent = await browser.signIn(link({ scope: 'license:read' }), admin.email);
    const hidden = hiddenFieldsOf(consent);
    const wider = await browser.get(link({ scope: 'license:read license:write' }));
    const count = await codes();
    // The token of the wider page, with the proof that the narrower was shown.
    const { token = '' } = hiddenFieldsOf(wider);
    const mixed = await browser.post(link({ scope: 'license:read license:write' }), {
      ...hidden,
      token,
      action: 'allow',
    });
    assert.equal(mixed.status, 409);
    assert.match(mixed.html, /Дозвіл ще не надано/);

    await setting.database.query("UPDATE roles SET scopes = '{license:write}' WHERE name = 'ADMIN'");
    const changed = await browser.submit(wider, { action: 'allow' });
    await setting.database.query(
      "UPDATE roles SET scopes = '{license:read,license:write,legal_entity:read}' WHERE name = 'ADMIN'",
    );
    assert.equal(changed.status, 409);
    assert.equal(await codes(), count);
  });

  test('is for legal entities in which one has a role', async () => {
    const browser = jar();
    const consent = await browser.signIn(link({ scope: 'license:read' }), admin.email);
    const { code } = answerOf(
      people,
      await browser.submit(consent, { action: 'allow', legal_entity: pharmacy.id }),
    );
    assert.ok(code);
    const families = await setting.database.query<{ client_id: string }>(
      'SELECT n.client_id FROM token_families f JOIN connections n ON n.id = f.connection_id WHERE f.user_id = $1',
      [admin.id],
    );
    assert.deepEqual([...new Set(families.map(({ client_id }) => client_id))], [clinic.id]);
  });

  test('is never given by looking at a page', async () => {
    const browser = jar();
    await browser.signIn(link(), owner.email);
    const count = await codes();
    assert.equal((await browser.get(`${link()}&legal_entity=${clinic.id}&action=allow`)).location, null);
    assert.equal(await codes(), count);
  });
});

describe('text from elsewhere', () => {
  const ATTACK = `"><script>alert(1)</script><img src=x onerror=alert(1)>\r\nSet-Cookie: a=b`;
  const harmless = (page: ShownPage) => {
    assert.doesNotMatch(page.html, /<script|<img|<i>|<b>/);
    assert.equal(page.headers.get('set-cookie')?.includes('a=b') ?? false, false);
  };

  test('is never markup: in a name, a state, an e-mail address, a scope', async () => {
    const browser = jar();
    const address = link({ state: ATTACK, scope: 'license:read <script>x' });
    harmless(await browser.get(address));
    harmless(
      await browser.submit(await browser.get(address), { email: ATTACK, password: 'x', action: 'sign-in' }),
    );
    const choice = await browser.signIn(address, owner.email);
    harmless(choice);
    const chosen = await browser.submit(choice, { legal_entity: pharmacy.id, action: 'choose' });
    harmless(await browser.get(chosen.location as string));
  });

  test('in a state comes back exactly, and splits no answer', async () => {
    const browser = jar();
    const state = `${ATTACK} %0d%0a + & = # \u2028 стан 😀`;
    const consent = await browser.signIn(link({ state }), admin.email);
    const back = await browser.submit(consent, { action: 'deny' });
    assert.equal(answerOf(people, back).state, state);
    assert.match(back.location ?? '', /^[\x21-\x7e]+$/);
    assert.equal(back.headers.get('set-cookie'), null);
    assert.equal((await browser.get(`${link()}%FF`)).status, 400);
  });
});

test('every page is in nobody’s frame, kept by nobody, runs no script, and its forms lead to the MIS at most', async () => {
  const browser = jar();
  const policy = (target: string) =>
    `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'${target}; frame-ancestors 'none'`;
  const toMis = ' http://127.0.0.1:9';
  const guarded = (page: ShownPage, target: string) => {
    assert.equal(page.headers.get('content-security-policy'), policy(target));
    const others = ['cache-control', 'referrer-policy', 'x-content-type-options'].map((name) =>
      page.headers.get(name),
    );
    assert.deepEqual(others, ['no-store', 'no-referrer', 'nosniff']);
    assert.doesNotMatch(page.html, /<script|style=|\son\w+="/);
  };
  for (const path of ['/sign-in?client_id=x', '/sign-in', '/password', '/accessibility'])
    guarded(await browser.get(path), '');
  guarded(await browser.get(link()), toMis);
  guarded(await browser.signIn(link(), owner.email), toMis);
  guarded(await browser.get(`${link()}&legal_entity=${clinic.id}`), toMis);
  for (const path of ['/account', '/account/password']) guarded(await browser.get(path), '');
  const failed = await fetch(`${setting.product.apiUrl}/sign-in?lang=a&lang=b`);
  assert.equal(failed.status, 422);
  assert.match(failed.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
});

test('nothing secret is in a log line', () => {
  const log = setting.product.log();
  assert.match(log, /"route":"\/sign-in"/);
  for (const secret of [PASSWORD, people.mis.secret, 'esoz_session', 'code=', 'a state'])
    assert.ok(!log.includes(secret), secret);
});
