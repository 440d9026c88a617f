/**
 * Goal: whoever looks something up finds it by the keyboard, sees it on any screen in either theme, and without a script
 * still reaches every page.
 * Method: a real browser with the policy in force, axe-core; skipped where no browser is installed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { askAxe, launchBrowser, readAxe, skip } from '../fixtures/browser.ts';
import { eventually } from '../fixtures/eventually.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const app = useServedApp({});
let browser: Browser;
before(async () => {
  if (skip) return;
  // Hooks outside of any suite may begin beside each other.
  await eventually('the product', () => app.url !== undefined);
  // The pages are made when first asked for: seconds, which no wait of a browser should have to cover.
  await (await fetch(`${app.url}/docs/`)).text();
  browser = await launchBrowser();
});
after(() => browser?.close());

/** A page of the browser, and what it complained about. */
async function openPage(
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; heard: string[] }> {
  const page = await browser.newPage(options);
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => heard.push(message.text()));
  return { page, heard };
}

test('by the keyboard alone: a slash, a word in another form, an arrow, Enter; Escape goes back', {
  skip,
}, async () => {
  const { page, heard } = await openPage();
  await page.goto(`${app.url}/docs/`);
  await page.keyboard.press('/');
  await page.keyboard.type('ліцензію створити');
  await page.locator('.found a').first().waitFor();
  assert.match((await page.locator('.search [role=status]').textContent()) ?? '', /^\d+ результат/);
  assert.ok((await page.locator('.found mark').count()) > 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.ok(await page.locator('#q').evaluate((field) => field === field.ownerDocument.activeElement));
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('.found').isHidden());
  await page.keyboard.press('Control+a');
  await page.keyboard.type('License is expird');
  await page.locator('.found a[href="/docs/errors/license-expired"]').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/errors/license-expired');
  assert.deepEqual(heard, []);
  await page.close();
});

test('what is searched for is text, of any length', { skip }, async () => {
  const { page, heard } = await openPage();
  const query = `<img src=x onerror=alert(1)> ${'license '.repeat(1_250)}`;
  await page.goto(`${app.url}/docs/search?q=${encodeURIComponent(query)}`);
  await page.locator('.found:not([hidden])').waitFor();
  assert.equal((await page.locator('#q').inputValue()).length, 200);
  assert.equal(await page.locator('.found img').count(), 0);
  assert.deepEqual(heard, []);
  await page.close();
});

test('without a script the form leads to the list of all pages', { skip }, async () => {
  const { page } = await openPage({ javaScriptEnabled: false });
  await page.goto(`${app.url}/docs/en/`);
  await page.locator('#q').fill('expired');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/en/search?q=expired');
  await page.locator('main a[href="/docs/en/errors/license-expired"]').click();
  await page.waitForURL('**/docs/en/errors/license-expired');
  await page.close();
});

const PAGES = [
  '/docs/',
  '/docs/tutorials/first-license',
  '/docs/reference/createLicense',
  '/docs/errors/license-already-present',
  '/docs/en/specification',
  '/docs/en/nothing',
];
for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing, and a phone scrolls one way only: ${colorScheme}`, { skip }, async () => {
    const { page } = await openPage({ colorScheme, viewport: { width: 360, height: 740 } });
    for (const address of PAGES) {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${app.url}${address}`);
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(wide, 0, `${address} is wider than a phone`);
      if (colorScheme === 'dark') await page.setViewportSize({ width: 1280, height: 900 });
      await readAxe(page);
      assert.deepEqual(await askAxe(page), [], address);
    }
    await page.close();
  });
