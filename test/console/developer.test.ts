/**
 * Goal: a developer of a МІС tries any method as it is, understands every refusal, and takes the call home; nothing secret
 * stays behind.
 * Method: the demo in a browser. Requests go to the real API; the network is cut, never played.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, shoot, skip, tabTo, useConsoleStage } from '../fixtures/console.ts';

const stage = useConsoleStage();
const CLINIC = 'Центральна';
const BODY = '#field-body';
/** While a call is under way the button does nothing. */
const SEND = 'main form button[type=submit]:not([aria-disabled])';
const KEPT = 'Object.entries(localStorage).map(([key, value]) => key + value).join()';

const answered = (page: Page, status: number) =>
  page.locator('#answer .tag', { hasText: String(status) }).waitFor();
/** A refusal is what these tests look for; the browser complains about each. */
const unexpected = (heard: string[]) =>
  heard.filter((text) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(text));

test('a method is found, checked, sent, repeated and refused', { skip }, async () => {
  const { page, heard } = await stage.visit('owner', { address: '/console/try', clinic: CLINIC });
  await page.locator('.methods').first().waitFor();
  assert.deepEqual(await page.locator('h2').allTextContents(), [
    'Ваш токен дозволяє',
    'Потрібні інші дозволи',
  ]);
  await assertAccessible(page);
  await shoot(page, 'methods');
  await page.fill('#field-name', 'createlicense');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Створити ліцензію' }).click();
  await page.locator(BODY).waitFor();
  await assertAccessible(page);
  await shoot(page, 'create');

  await page.getByRole('button', { name: 'Перевірити, не створюючи' }).click();
  await answered(page, 200);
  await page.click(SEND);
  await answered(page, 201);
  assert.equal(await page.locator('.rules li.held').count(), 10);
  await shoot(page, 'create-done');
  const idOf = async () => /"id": "(.+?)"/.exec(await page.locator('.came pre').first().innerText())?.[1];
  const first = await idOf();
  await page.click(SEND);
  await page.getByText('Це повторена перша відповідь').waitFor();
  assert.equal(await idOf(), first);
  await page.getByRole('button', { name: 'Новий ключ' }).click();
  await page.click(SEND);
  await answered(page, 409);
  assert.equal(await page.locator('.rules li.held').count(), 6);
  assert.match((await page.locator('.rules li.broken').textContent()) ?? '', /того самого типу/);
  assert.match(
    (await page.locator('.meaning a').getAttribute('href')) ?? '',
    /^\/docs\/errors\/license-already-present$/,
  );
  await assertAccessible(page);
  await shoot(page, 'create-refused');
  assert.doesNotMatch(await page.locator('main').innerText(), /Bearer (?!•|\$ESOZ_TOKEN)/);

  await page.selectOption('#field-example', 'access-token-invalid');
  await page.waitForURL(/example=access-token-invalid/);
  await page.click(SEND);
  await answered(page, 401);
  assert.match(await page.locator('.calls pre').first().innerText(), /^curl (?!.*ESOZ_TOKEN)/s);
  assert.deepEqual(unexpected(heard), []);
});

test('by keyboard alone: a mistake in JSON is told, sent nevertheless, and kept', { skip }, async () => {
  const { page, context, heard } = await stage.visit('owner', {
    address: '/console/try/validateLicense',
    clinic: CLINIC,
    language: 'en',
    width: 360,
  });
  await page.locator(BODY).waitFor();
  await tabTo(page, BODY);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('{\n  "type": }');
  await tabTo(page, SEND);
  await page.keyboard.press('Enter');
  await page.getByText('line 2, column 11').waitFor();
  await assertAccessible(page);
  await shoot(page, 'mistake');
  await tabTo(page, '.notice button');
  await page.keyboard.press('Enter');
  await answered(page, 400);
  await page.reload();
  await page.getByText('This is your draft').waitFor();
  assert.equal(await page.inputValue(BODY), '{\n  "type": }');

  await page.fill(BODY, '{"type": 1, "is_primary": "\u202e<b>ні"}');
  await page.click(SEND);
  await answered(page, 422);
  assert.ok((await page.locator('.came tbody tr').count()) >= 4);
  await assertAccessible(page);
  await shoot(page, 'invalid');
  await context.setOffline(true);
  await page.click(SEND);
  await page.getByText('No answer came').waitFor();
  await assertAccessible(page);
  await context.setOffline(false);

  await page.goto(`${stage.product.apiUrl}/console/try/getLicense`);
  for (const id of ['..', '<b>\u202e/?#%', '\ud800', 'x'.repeat(3000)]) {
    await page.fill('[name="path.id"]', id);
    await page.click(SEND);
    await page.locator('#answer .tag').waitFor();
    assert.match(await page.locator('#answer .tag').innerText(), /^4\d\d$/);
  }
  await page.fill('[name="path.id"]', '');
  await page.click(SEND);
  await page.getByText('The parameter id of the path is empty.').waitFor();
  assert.deepEqual(unexpected(heard), []);
});

test('what may hold a secret is kept nowhere, and a replaced one is seen once', { skip }, async () => {
  const { page, heard } = await stage.visit('owner', { address: '/console/try/issueTokens', clinic: CLINIC });
  await page.fill(BODY, '{"client_secret": "very-secret"}');
  await page.click(SEND);
  await page.locator('#answer .tag').waitFor();
  assert.doesNotMatch((await page.evaluate(KEPT)) as string, /very-secret/);

  const connecting = await fetch(`${stage.product.apiUrl}/api/admin/connections`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer demo-operator',
      'api-key': 'demo-operator-key',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      client_id: '11111111-1111-4111-8111-000000000001',
      consumer_id: '33333333-3333-4333-8333-000000000001',
      redirect_uris: ['https://mis.example/callback'],
    }),
  });
  assert.equal(connecting.status, 201);
  await page.goto(`${stage.product.apiUrl}/console/access`);
  await page.locator('.scopes').waitFor();
  await page.getByText('Додавати й виправляти ліцензії закладу').waitFor();
  await page.locator('tbody .deeds a').first().waitFor();
  await assertAccessible(page);
  await shoot(page, 'access');
  await page.locator('tbody .deeds a').first().click();
  await page.locator('main fieldset label').first().click();
  await shoot(page, 'access-replace');
  await page.click(SEND);
  const secret = await page.locator('#secret').inputValue();
  assert.ok(secret.length > 20);
  await assertAccessible(page);
  await page.reload();
  await page.locator('tbody .deeds a').first().waitFor();
  const left = (await page.content()) + ((await page.evaluate(KEPT)) as string);
  assert.ok(!left.includes(secret));
  const reference = await fetch(`${stage.product.apiUrl}/docs/en/reference/createLicense`);
  assert.match(await reference.text(), /\/console\/try\/createLicense"/);
  assert.deepEqual(unexpected(heard), []);
});
