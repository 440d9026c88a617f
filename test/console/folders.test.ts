/**
 * Goal: an officer of НСЗУ puts contract files into a clinic's folder and gets them back; whatever breaks on the way is said,
 * and is mended by one press of a button.
 * Method: a real browser, API and store; the network is cut and slowed, nothing is played.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import {
  assertAccessible,
  shoot,
  signIn,
  skip,
  tabTo,
  useConsoleStage,
  type Visit,
} from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { startTcpProxy } from '../fixtures/tcp-proxy.ts';

const CLINIC = '11111111-1111-4111-8111-000000000001';
/** Its client, in the demo. */
const CONSOLE = '33333333-3333-4333-8333-000000000005';
const FOLDER = `/console/folders/${CLINIC}`;
const STORE_PORT = String(await freePort());
/** Between the browser and the store. */
const network = await startTcpProxy(`http://127.0.0.1:${STORE_PORT}`);
const stage = useConsoleStage({
  env: { STORE_PORT, STORE_PUBLIC_URL: new URL(network.url).origin },
});
after(() => network.close());

let officer: Visit;
let page: Page;
/** What the page has sent last. */
let bearer = '';

type Chosen = { name: string; mimeType: string; buffer: Buffer };
const file = (name: string, content: string | Buffer = name, mimeType = ''): Chosen => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});
const choose = (...files: Chosen[]) => page.setInputFiles('#choose', files);
/** The row of a file that was chosen last under this name. */
const queued = (name: string) => page.locator('.queue tbody tr', { hasText: name }).last();
const stored = (name: string) =>
  page.getByRole('table', { name: 'Файли в папці' }).locator('tbody tr', { hasText: name });
const says = (name: string, words: string | RegExp) =>
  queued(name).filter({ hasText: words }).waitFor({ timeout: 15_000 });
const press = (name: string, button: string) => queued(name).getByRole('button', { name: button }).click();

async function savedAs(name: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    stored(name).getByRole('button', { name: 'Зберегти' }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

/** Signed for another request. */
const spoiled = (route: Route) => ({
  url: route
    .request()
    .url()
    .replace(/Signature=./, 'Signature=!'),
});

/** What the browser reports of connections that the test has cut is no mistake of the page. */
function assertOnlyCuts(): void {
  const others = officer.heard.splice(0).filter((line) => !/Failed to load resource|net::ERR_/.test(line));
  assert.deepEqual(others, []);
}

describe('contract files', { skip }, () => {
  before(async () => {
    officer = await stage.visit('contracts', { address: FOLDER });
    page = officer.page;
    page.on('request', (request) => {
      bearer = request.headers().authorization ?? bearer;
    });
  });

  test('three files are put by keyboard alone, and come back byte for byte under their names', async () => {
    await page.getByText('У папці ще немає файлів.').waitFor();
    await shoot(page, 'folder-empty');
    const files = [
      file('Договір №1 (підписаний).pdf', '%PDF-1.7 …', 'application/pdf'),
      file('100%25 — «перелік» + ½.xlsx', Buffer.alloc(300_000, 7)),
      file('Порожній.txt', '', 'text/plain'),
    ];
    const choosing = page.waitForEvent('filechooser');
    await tabTo(page, '#choose');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(files);
    for (const { name } of files) await says(name, 'Контрольна сума збігається');
    await page.getByText('Завантажено 3 з 3 файлів.').waitFor();
    await tabTo(page, '.queue button[aria-label^="Прибрати: Порожній"]');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.queue tbody tr').count(), 2);
    await assertAccessible(page);
    await shoot(page, 'folder-arrived');
    for (const { name, buffer } of files) {
      assert.match(await stored(name).innerText(), /contracts@nszu\.example/);
      assert.deepEqual(await savedAs(name), { name, content: buffer });
    }
    assert.deepEqual(officer.heard, []);
  });

  test('a file that is there is replaced only when its sender has seen whose it is', async () => {
    await choose(file('Порожній.txt', 'новий'), file('Кошторис.txt', 'один'), file('Кошторис.txt', 'два'));
    await says('Порожній.txt', /уже є.*завантажено за посиланням для contracts@nszu\.example/s);
    await says('Кошторис.txt', 'Файл із такою назвою ви вже вибрали.');
    await assertAccessible(page);
    await shoot(page, 'folder-exists');
    await press('Кошторис.txt', 'Лишити як є');
    assert.equal(await page.evaluate('document.activeElement.id'), 'queue');
    assert.equal((await savedAs('Порожній.txt')).content.length, 0);
    await press('Порожній.txt', 'Замінити');
    await says('Порожній.txt', 'Контрольна сума збігається');
    const [tab] = await Promise.all([
      officer.context.waitForEvent('page'),
      stored('Порожній.txt').getByRole('button', { name: 'Відкрити' }).click(),
    ]);
    await tab.waitForURL(/^blob:/);
    assert.equal(await tab.locator('body').innerText(), 'новий');
    assert.equal(await tab.evaluate('window.opener'), null);
    await tab.close();
    assert.deepEqual(officer.heard, []);
  });

  test('names that cannot be are told before anything is sent; odd ones that can stay in their cells', async () => {
    const hostile = '<img src=x onerror=alert(1)>.html';
    const long = `${'ж'.repeat(100)}.pdf`;
    await choose(file('a\\b.pdf'), file('\u202egpj.exe'), file(hostile), file(long));
    await says('a\\b.pdf', 'У назві є зворотна скісна риска «\\».');
    await says('gpj.exe', 'У назві є прихований символ, що змінює порядок літер.');
    await says(hostile, 'Контрольна сума збігається');
    await says(long, 'Контрольна сума збігається');
    assert.equal(await stored(hostile).getByRole('button', { name: 'Відкрити' }).count(), 0);
    await page.setViewportSize({ width: 320, height: 700 });
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    await page.setViewportSize({ width: 1280, height: 900 });
    await shoot(page, 'folder-names');
    assert.deepEqual(officer.heard, []);
  });

  test('a link that the store does not take, such as one that has ended, is followed by a new one', async () => {
    let puts = 0;
    await officer.context.route(/Signature=/, (route) =>
      route.request().method() === 'PUT' && ++puts === 1 ? route.continue(spoiled(route)) : route.continue(),
    );
    await choose(file('Пізній.pdf', Buffer.alloc(9_000, 1)));
    await says('Пізній.pdf', 'Контрольна сума збігається');
    assert.equal(puts, 2);
    await officer.context.unroute(/Signature=/);
    assertOnlyCuts();
  });

  test('a network lost on the way, or a store that refuses: each says so, and another try mends it', async () => {
    const devtools = await officer.context.newCDPSession(page);
    const slowTo = (uploadThroughput: number) =>
      devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await slowTo(150_000);
    await choose(file('Великий.pdf', Buffer.alloc(2_000_000, 3)));
    await says('Великий.pdf', /[3-9]\d %\s·.*\/с · ще \d/s);
    await assertAccessible(page);
    await network.cut();
    await slowTo(-1);
    await says('Великий.pdf', /не вдалося З’єднання перервалося на \d\d %/);
    await assertAccessible(page);
    await shoot(page, 'folder-cut');
    await network.mend();
    await press('Великий.pdf', 'Спробувати ще раз');
    await says('Великий.pdf', 'Контрольна сума збігається');

    await officer.context.route(/Signature=/, (route) => route.continue(spoiled(route)));
    await choose(file('Чужий.pdf'));
    await says('Чужий.pdf', /Сховище не прийняло посилання.*Повідомте оператора.*AccessDenied/s);
    await officer.context.unroute(/Signature=/);
    await shoot(page, 'folder-failed');
    await press('Чужий.pdf', 'Спробувати ще раз');
    await says('Чужий.pdf', 'Контрольна сума збігається');
    assertOnlyCuts();
  });

  test('an upload goes on while other pages are looked at, and leaving the console asks first', async () => {
    const held = Promise.withResolvers<void>();
    await officer.context.route(/Signature=/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await choose(file('Довгий.pdf'));
    await says('Довгий.pdf', 'посилання');
    await page.getByRole('link', { name: 'Кому дано посилання на ці файли' }).click();
    await page.getByRole('heading', { name: 'Кому дано посилання' }).waitFor();
    const asked = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await page.goBack();
    await says('Довгий.pdf', 'Скасувати');
    await press('Довгий.pdf', 'Скасувати');
    await says('Довгий.pdf', 'скасовано');
    held.resolve();
    await officer.context.unrouteAll({ behavior: 'ignoreErrors' });
    assertOnlyCuts();
  });

  test('a session that ends keeps what was chosen: signed in again in another tab, it goes on', async () => {
    const other = await officer.context.newPage();
    await other.goto(`${stage.product.apiUrl}/account`);
    await other.click('[name="action"][value="sign-out"]');
    await other.waitForURL(/signed-out/);
    // And the token that the page has, as when its hour is over.
    await fetch(`${stage.product.apiUrl}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: bearer.replace('Bearer ', ''), client_id: CONSOLE }),
    });
    await choose(file('Після перерви.pdf'));
    await says('Після перерви.pdf', 'Сеанс завершено');
    await page.getByRole('heading', { name: 'Сеанс завершено' }).waitFor();
    await assertAccessible(page);
    await shoot(page, 'folder-ended');
    await other.goto(`${stage.product.apiUrl}/console/`);
    await signIn(other, 'contracts');
    await other.close();
    await press('Після перерви.pdf', 'Спробувати ще раз');
    await says('Після перерви.pdf', 'Контрольна сума збігається');
    assert.equal(await page.getByRole('heading', { name: 'Сеанс завершено' }).count(), 0);
    assertOnlyCuts();
  });

  test('who was given which link is told, in both languages', async () => {
    await page.goto(`${stage.product.apiUrl}${FOLDER}?lang=en`);
    await page.getByRole('link', { name: 'Who got links to these files' }).click();
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const count = await rows.count();
    await page.getByText('contracts@nszu.example').last().waitFor();
    await assertAccessible(page);
    await shoot(page, 'links-en');
    await page.goBack();
    await page.locator('tr', { hasText: 'Пізній' }).getByRole('link').click();
    await page.getByText('Only the file').waitFor();
    await rows.nth(1).waitFor();
    assert.ok(count > 2);
    assert.equal(await rows.count(), 2);
    await page.getByRole('button', { name: 'Show all files' }).click();
    await rows.nth(2).waitFor();
    assert.deepEqual(officer.heard, []);
  });
});
