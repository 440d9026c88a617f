/**
 * Goal: somebody whom a МІС sends comes back to it with a code, or is told why not; each page asks one question, in words.
 * Method: the pages by HTTP, as a browser without scripts has them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useSetting } from '../fixtures/setting.ts';
import {
  answerOf,
  authorizationQuery,
  openJar,
  PASSWORD,
  readText,
  type ShownPage,
  signInWorld,
} from '../fixtures/sign-in.ts';

const people = signInWorld();
const setting = useSetting({ world: people.world });
const [clinic, pharmacy] = people.clinics as [(typeof people.clinics)[0], (typeof people.clinics)[0]];
const jar = () => openJar(setting.product.apiUrl);
const link = (overrides?: Record<string, string | undefined>) =>
  `/sign-in?${authorizationQuery(people, overrides)}`;
const headingOf = ({ html }: ShownPage) => readText(/<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1] ?? '');
const mis = `«${people.mis.name}»`;

describe('the whole way', () => {
  test('of somebody with two legal entities: password, choice, consent, code; the second time a code at once', async () => {
    const browser = jar();
    const first = await browser.get(link());
    assert.equal(headingOf(first), `Вхід до системи ${mis}`);
    const choice = await browser.signIn(link(), people.owner.email.toUpperCase());
    assert.equal(headingOf(choice), `Який заклад відкрити в системі ${mis}?`);
    for (const { name, edrpou } of people.clinics)
      assert.ok(
        readText(choice.html).includes(name) && choice.html.includes(`ЄДРПОУ ${edrpou}`),
        choice.html,
      );

    const chosen = await browser.submit(choice, { legal_entity: pharmacy.id, action: 'choose' });
    const consent = await browser.get(chosen.location as string);
    assert.equal(headingOf(consent), `Дозволити системі ${mis} працювати від вашого імені?`);
    assert.ok(readText(consent.html).includes(pharmacy.name));
    for (const words of [
      'Читати ліцензії закладу',
      'Додавати й виправляти ліцензії закладу',
      people.owner.email,
    ])
      assert.ok(consent.html.includes(words), words);

    const { code, state, iss, ...others } = answerOf(
      people,
      await browser.submit(consent, { action: 'allow' }),
    );
    assert.match(code ?? '', /^[\w-]{43}$/);
    assert.deepEqual([state, iss, others], ['a state', setting.product.apiUrl, {}]);

    const again = answerOf(people, await browser.get(`${link()}&legal_entity=${pharmacy.id}`));
    assert.ok(again.code !== undefined && again.code !== code);
  });

  test('of somebody with one: no choice; what the role does not allow is said', async () => {
    const browser = jar();
    const consent = await browser.signIn(link({ scope: 'license:read odd:scope' }), people.admin.email);
    assert.ok(consent.html.includes(clinic.edrpou));
    const [granted = '', refused = ''] = consent.html.split(' не зможе</h2>');
    assert.ok(granted.includes('Читати ліцензії закладу') && !granted.includes('<code>odd:scope'));
    assert.match(refused, /Цього не дозволяє ваша роль:[\s\S]*<code>odd:scope<\/code>/);
    assert.ok(answerOf(people, await browser.submit(consent, { action: 'allow' })).code);
  });

  test('is asked for once more for new scopes alone', async () => {
    const browser = jar();
    const address = link({ scope: 'legal_entity:read' });
    const consent = await browser.signIn(address, people.admin.email);
    assert.match(headingOf(consent), /^Дозволити/);
    answerOf(people, await browser.submit(consent, { action: 'allow' }));
    assert.ok(answerOf(people, await browser.get(address)).code);
    assert.match(headingOf(await browser.get(link({ scope: 'license:write' }))), /^Дозволити/);
  });

  test('that ends with a refusal says so to the МІС', async () => {
    const browser = jar();
    const consent = await browser.signIn(link({ scope: 'license:write' }), people.admin.email);
    const answer = answerOf(people, await browser.submit(consent, { action: 'deny' }));
    assert.deepEqual(answer, { error: 'access_denied', state: 'a state', iss: setting.product.apiUrl });
  });

  test('of somebody without the rights ends with words, and leads back', async () => {
    const browser = jar();
    const page = await browser.signIn(link({ scope: 'audit:read' }), people.admin.email);
    assert.equal(headingOf(page), `У вас немає прав, про які просить система ${mis}`);
    assert.match(page.html, /Читати журнал усіх змін/);
    assert.equal(answerOf(people, await browser.submit(page, { action: 'deny' })).error, 'access_denied');
  });

  test('goes on as somebody else', async () => {
    const browser = jar();
    const consent = await browser.signIn(link({ scope: 'license:write' }), people.admin.email);
    const left = await browser.submit(consent, { action: 'leave' });
    const page = await browser.get(left.location as string);
    assert.equal(headingOf(page), `Вхід до системи ${mis}`);
    assert.match(headingOf(await browser.signIn(link(), people.owner.email)), /^Який заклад/);
  });
});

describe('what is wrong with a form', () => {
  test('stands beside the field and in a summary that takes the focus; what was typed stays, but for the password', async () => {
    const browser = jar();
    const page = await browser.get(link());
    const empty = await browser.submit(page, { email: '', password: '', action: 'sign-in' });
    assert.equal(empty.status, 422);
    assert.match(empty.html, /role="alert" tabindex="-1" autofocus/);
    assert.match(
      empty.html,
      /<a href="#email">Введіть електронну пошту<\/a>[\s\S]*<a href="#password">Введіть пароль<\/a>/,
    );
    assert.match(empty.html, /<p class="error" id="email-error">Введіть електронну пошту<\/p>/);
    assert.match(empty.html, /id="email"[^>]* aria-invalid="true" aria-describedby="email-error"/);
    assert.match(empty.html, /<title>Помилка: /);

    const partial = await browser.submit(page, { email: 'olena', password: PASSWORD, action: 'sign-in' });
    assert.match(partial.html, /Введіть адресу повністю/);
    assert.match(partial.html, /value="olena"/);
    assert.ok(!partial.html.includes(PASSWORD));
  });

  test('of an unknown account, a wrong password and a blocked person is the same', async () => {
    const blocked = people.admin.email;
    await setting.database.query('UPDATE users SET is_blocked = true WHERE email = $1', [blocked]);
    const attempts = [
      [blocked, PASSWORD],
      [people.owner.email, 'wrong password'],
      ['nobody@likarnia.ua', PASSWORD],
    ];
    const pages = await Promise.all(
      attempts.map(async ([email = '', password = '']) => {
        const browser = jar();
        const page = await browser.submit(await browser.get(link()), { email, password, action: 'sign-in' });
        assert.equal(page.status, 422);
        assert.match(page.html, /Неправильна пошта або пароль/);
        assert.deepEqual([...browser.cookies.keys()], ['esoz_form']);
        return page.html.replaceAll(email, '').replace(/name="token" value="[^"]*"/, '');
      }),
    );
    await setting.database.query('UPDATE users SET is_blocked = false WHERE email = $1', [blocked]);
    assert.equal(new Set(pages).size, 1);
  });

  test('of the choice is told as well', async () => {
    const browser = jar();
    const choice = await browser.signIn(link(), people.owner.email);
    for (const fields of [{}, { legal_entity: people.mis.id }]) {
      const again = await browser.submit(choice, { ...fields, action: 'choose' });
      assert.equal(again.status, 422);
      assert.match(again.html, /<a href="#legal-entity-1">Виберіть один із закладів<\/a>/);
    }
  });
});

describe('both languages', () => {
  test('are chosen by a link, kept, and before that the browser’s; the request comes along', async () => {
    const browser = jar();
    const page = await browser.get(link());
    const [, other = ''] = /<a href="([^"]*)" lang="en"/.exec(page.html) ?? [];
    const english = await browser.get(readText(other));
    assert.equal(headingOf(english), `Sign in to “${people.mis.name}”`);
    assert.match(english.html, /<html lang="en">/);
    assert.match(headingOf(await browser.get(link())), /^Sign in/);
    assert.match(headingOf(await jar().get(link(), { 'accept-language': 'en-US,en;q=0.9' })), /^Sign in/);
    const choice = await browser.signIn(readText(other), people.owner.email);
    assert.match(headingOf(choice), /^Which legal entity should/);
  });

  test('have words for every scope that a role of the registry holds', async () => {
    const roles = await setting.database.query<{ scopes: string[] }>('SELECT scopes FROM roles');
    const scope = [...new Set(roles.flatMap(({ scopes }) => scopes))].join(' ');
    for (const language of ['uk', 'en']) {
      const browser = jar();
      const page = await browser.signIn(`${link({ scope })}&lang=${language}`, people.owner.email);
      const chosen = await browser.submit(page, { legal_entity: clinic.id, action: 'choose' });
      const consent = await browser.get(chosen.location as string);
      assert.match(consent.html, /<ul class="grants">/);
      assert.doesNotMatch(consent.html, /<li><code>/);
    }
  });
});

describe('a link that is wrong', () => {
  test('in its client_id or redirect_uri is told on the page, never redirected', async () => {
    const wrong: [Record<string, string | undefined>, RegExp][] = [
      [{ client_id: undefined }, /client_unknown/],
      [{ client_id: 'x' }, /client_unknown/],
      [{ client_id: clinic.id }, /redirect_uri_unknown|client_unknown/],
      [{ redirect_uri: undefined }, /redirect_uri_unknown/],
      [{ redirect_uri: `${people.mis.redirectUri}/` }, /redirect_uri_unknown/],
    ];
    for (const [overrides, code] of wrong) {
      const page = await jar().get(link(overrides));
      assert.deepEqual([page.status, page.location], [400, null]);
      assert.match(page.html, code);
      assert.match(headingOf(page), /Посилання для входу неправильне/);
    }
  });

  test('in anything else is told to the МІС', async () => {
    const wrong: [Record<string, string | undefined>, string][] = [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: undefined }, 'invalid_request'],
      [{ scope: '' }, 'invalid_scope'],
      [{ code_challenge: 'x', code_challenge_method: 'plain' }, 'invalid_request'],
    ];
    for (const [overrides, error] of wrong) {
      const answer = answerOf(people, await jar().get(link(overrides)));
      assert.deepEqual([answer.error, answer.state], [error, 'a state']);
    }
    const twice = answerOf(people, await jar().get(`${link()}&scope=license:read`));
    assert.equal(twice.error, 'invalid_request');
  });
});

test('too many attempts mean waiting, never a locked account', async () => {
  const browser = jar();
  const page = await browser.get(link());
  const attempt = { email: 'throttled@likarnia.ua', password: 'wrong password', action: 'sign-in' };
  await browser.submit(page, attempt);
  await setting.database.query("UPDATE sign_in_attempts SET next_at = now() + interval '1 minute'");
  const said = await browser.submit(page, attempt);
  assert.equal(said.status, 429);
  assert.match(said.headers.get('retry-after') ?? '', /^\d\d$/);
  assert.match(said.html, /Забагато спроб поспіль[\s\S]*секунд.*не заблоковано/);
  assert.match(said.html, /value="throttled@likarnia.ua"/);
});
