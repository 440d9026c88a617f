/**
 * Goal: a person with a keyboard and no script comes from a МІС to a licence; and no state of any page, in either language or
 * theme, keeps anybody out.
 * Method: a real browser with the policy in force, a МІС that redeems the code, axe-core on every state of every page;
 * skipped where no browser is installed.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makePasswordLink } from '../../src/people/password-links.ts';
import { askAxe, launchBrowser, readAxe, skip } from '../fixtures/browser.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { openPool } from '../fixtures/open-registry.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { licenseBody } from '../fixtures/registry.ts';
import { authorizationQuery, PASSWORD, type SignInWorld, signInWorld } from '../fixtures/sign-in.ts';

let people: SignInWorld;
let mis: Server;
let database: TestDatabase;
let product: RunningProduct;
let browser: Browser;
/** What a browser brought to the МІС last. */
let brought: URLSearchParams;

before(async () => {
  if (skip) return;
  mis = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url as string, 'http://mis');
    if (pathname === '/callback') brought = searchParams;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>MIS</title>');
  });
  await new Promise<void>((resolve) => mis.listen(0, '127.0.0.1', resolve));
  people = signInWorld(`http://127.0.0.1:${(mis.address() as AddressInfo).port}/callback`);
  database = await createTestDatabase();
  // A licence of this type can be added.
  const world = {
    ...people.world,
    parameters: { LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES: 'PHARMACY_DRUGS' },
  };
  const starting = startProduct({ env: { DATABASE_URL: database.url }, world });
  browser = await launchBrowser();
  product = await starting;
});
after(async () => {
  await browser?.close();
  await product?.stop();
  await database?.drop();
  mis?.closeAllConnections();
  mis?.close();
});

const link = (scope = 'license:read license:write') =>
  `${product.apiUrl}/sign-in?${authorizationQuery(people, { scope })}`;

/** Goes on with the Tab key until the focus is there; nothing but the keyboard. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the Tab key does not lead to ${selector}`);
}

/** Redeems the code as the МІС does, in the national form. */
async function redeem(code: string | null): Promise<string> {
  const { id: client_id, secret: client_secret, redirectUri: redirect_uri } = people.mis;
  const grant = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri, code };
  const answer = await call(`${product.apiUrl}/oauth/tokens`, {
    body: { token: { ...grant, scope: 'license:read license:write' } },
  });
  assertStatus(answer, 201);
  return answer.body.data.value;
}

describe('from a МІС to a licence', () => {
  test('by the keyboard alone, without a script', { skip }, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'uk-UA' });
    const page = await context.newPage();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(link());
    await page.locator('#email:focus').waitFor(); // where typing begins
    await page.keyboard.type(people.owner.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('a wrong password');
    await page.keyboard.press('Enter');
    await page.locator('[role=alert]:focus').waitFor();
    await tabTo(page, '[role=alert] a');
    await page.keyboard.press('Enter');
    await tabTo(page, '#password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');

    await page.locator('fieldset').waitFor();
    await tabTo(page, '[name=legal_entity]');
    const first = page.locator(`[value="${people.clinics[0]?.id}"]`);
    if (!(await first.isChecked())) await page.keyboard.press('Space');
    while (!(await first.isChecked())) await page.keyboard.press('ArrowDown');
    await tabTo(page, '[value=choose]');
    await page.keyboard.press('Enter');
    await page.locator('.grants').first().waitFor();
    await tabTo(page, '[value=allow]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/callback\?/);
    assert.deepEqual(refused, [], 'the policy stopped something');
    await context.close();

    const token = await redeem(brought.get('code'));
    const created = await call(`${product.apiUrl}/api/licenses`, { token, body: licenseBody() });
    assertStatus(created, 201);
    assert.equal(created.body.data.legal_entity_id, people.clinics[0]?.id);
    assert.equal(created.body.data.inserted_by, people.owner.id);
  });

  test('the second time by the password alone: the policy lets the form lead there', { skip }, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${link()}&legal_entity=${people.clinics[0]?.id}`);
    // The choice is no part of the request.
    await enter(page);
    await page.check(`[value="${people.clinics[0]?.id}"]`);
    await page.click('[value=choose]');
    await page.waitForURL(/\/callback\?/);
    assert.match(brought.get('code') ?? '', /^[\w-]{43}$/);
    await context.close();
  });

  test('a form leads to no origin but that of its redirect URI', { skip }, async () => {
    const page = await browser.newPage();
    await page.goto(link());
    const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'));
    await page.evaluate(`{
      const form = document.querySelector('form');
      form.action = 'http://127.0.0.1:1/elsewhere';
      form.submit();
    }`);
    await refused;
    assert.ok(page.url().startsWith(product.apiUrl));
    await page.close();
  });
});

async function enter(page: Page, email = people.owner.email): Promise<void> {
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.click('[value=sign-in]');
  await page.locator('h1').waitFor();
}

/** Every state of every page, one after another, and how to come there from the one before. */
const STATES: [string, (page: Page, scope: string) => Promise<unknown>][] = [
  ['an error', (page) => page.goto(`${product.apiUrl}/accessibility?lang=a&lang=b`)],
  ['accessibility', (page) => page.goto(`${product.apiUrl}/accessibility`)],
  ['a wrong link', (page) => page.goto(`${product.apiUrl}/sign-in?client_id=x`)],
  ['signing in without a МІС', (page) => page.goto(`${product.apiUrl}/sign-in?done=signed-out`)],
  ['signing in', (page, scope) => page.goto(link(scope))],
  ['signing in with mistakes', (page) => page.click('[value=sign-in]')],
  ['a form that is out of date', (page) => submitWithoutCookies(page)],
  ['the choice', (page) => enter(page)],
  ['no choice made', (page) => page.click('[value=choose]')],
  [
    'consent',
    async (page) => {
      await page.check('#legal-entity-1');
      await page.click('[value=choose]');
      await page.locator('.grants').first().waitFor();
    },
  ],
  [
    'the account',
    async (page) => {
      await page.click('[value=allow]');
      await page.waitForURL(/\/callback\?/);
      await page.goto(`${product.apiUrl}/account?done=ended`);
    },
  ],
  ['a change of password', (page) => page.goto(`${product.apiUrl}/account/password`)],
  ['a change of password with mistakes', (page) => page.click('main button')],
  ['no rights', (page) => page.goto(link('audit:read'))],
  ['a one-time link', async (page) => page.goto(`${product.apiUrl}/password?link=${await oneTimeLink()}`)],
  ['a one-time link with mistakes', (page) => page.click('main button')],
  ['a dead link', (page) => page.goto(`${product.apiUrl}/password?link=x`)],
];

async function submitWithoutCookies(page: Page): Promise<void> {
  await page.context().clearCookies({ name: 'esoz_form' });
  await page.fill('#email', people.owner.email);
  await page.click('[value=sign-in]');
  await page.locator('.notice.warn').waitFor();
}

async function oneTimeLink(): Promise<string> {
  const pool = openPool(database, { max: 1 });
  const stamp = { now: new Date(), userId: people.owner.id, requestId: 'test' };
  const made = await makePasswordLink(pool, stamp, { userId: people.admin.id, kind: 'reset' });
  await pool.end();
  return made?.value as string;
}

/**
 * What axe-core finds; in the dark theme only what a theme can change. The page is copied into a document in
 * which axe was read once: to read it takes longer than all the rest.
 */
async function violations(copy: Page, language: string, html: string): Promise<string[]> {
  await copy.evaluate(`new Promise((loaded) => {
    document.documentElement.lang = '${language}';
    document.documentElement.innerHTML = ${JSON.stringify(html)};
    document.querySelector('link').onload = loaded;
  })`);
  const found: string[] = [];
  for (const [colorScheme, options] of [
    ['light', {}],
    // Colours know no language: one is enough for the second theme.
    ...(language === 'uk' ? ([['dark', { runOnly: ['color-contrast'] }]] as const) : []),
  ] as const) {
    await copy.emulateMedia({ colorScheme });
    found.push(...(await askAxe(copy, options)));
  }
  return found;
}

describe('every state of every page', () => {
  for (const [language, scope] of [
    ['uk', 'license:read odd:scope'],
    ['en', 'license:read legal_entity:read odd:scope'], // more than was agreed to in the other
  ] as const) {
    test(`keeps nobody out, on 320 pixels as well: ${language}`, { skip }, async () => {
      const context = await browser.newContext({ locale: language === 'uk' ? 'uk-UA' : 'en-GB' });
      const [page, copy] = [await context.newPage(), await context.newPage()];
      await copy.goto(`${product.apiUrl}/accessibility`);
      await readAxe(copy);
      await page.setViewportSize({ width: 320, height: 640 });
      for (const [state, go] of STATES) {
        await go(page, scope);
        await page.waitForLoadState(); // some states come by a redirect, behind the answer that `go` waits for
        const width = await page.evaluate('document.documentElement.scrollWidth');
        assert.equal(width, 320, `${state} is wider than the screen`);
        assert.match(await page.content(), /^<!DOCTYPE html><html lang="(uk|en)">/);
        const html = await page.evaluate<string>('document.documentElement.innerHTML');
        assert.deepEqual(await violations(copy, language, html), [], state);
      }
      await context.close();
    });
  }
});
