/**
 * Goal: an officer of НСЗУ finds any clinic, sees on one page whether it may be contracted and why, and what expires when.
 * Method: the product with its demo and clinics that differ in one thing each; a browser; each story end to end, one of them
 * by keyboard alone, with axe-core on every page.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, shoot, skip, tabTo, useConsoleStage, type Visit } from '../fixtures/console.ts';
import { clinicId, contractsWorld, HOSTILE } from './contracts-world.fixture.ts';

const stage = useConsoleStage({ world: await contractsWorld() });
const demoClinic = (n: number) => `11111111-1111-4111-8111-00000000000${n}`;
const card = (id: string) => `/console/cards/${id}`;

/** One browser for all that one officer does. */
let visiting: Promise<Visit> | undefined;
function officer(): Promise<Visit> {
  visiting ??= stage.visit('contracts', { address: '/console/find' });
  return visiting;
}
/** As a link leads there, without loading the program anew. */
async function at(address: string): Promise<Page> {
  const { page } = await officer();
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  return page;
}
/** What a browser says of every answer of 400 and above is no complaint: the page has told it. */
const complaints = ({ heard }: Visit) => heard.filter((line) => !/Failed to load resource/.test(line));
const rows = (page: Page) => page.locator('main table[role=table] tbody tr');
const verdict = (page: Page) => page.locator('.verdict .sentence');

/** With its label, the day of a row takes two lines at most. */
const DAYS_ARE_SHORT = "[...document.querySelectorAll('td.narrow')].every((cell) => cell.offsetHeight < 90)";

describe('an officer of НСЗУ', { skip }, () => {
  after(async () => assert.deepEqual(complaints(await officer()), []));

  test('finds a clinic by keyboard alone, and its card answers whether it may be contracted', async () => {
    const { page } = await officer();
    await page.locator('h1').waitFor();
    await tabTo(page, '#field-q');
    await page.keyboard.type('лікар центр');
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /Знайдено 1\sзаклад/ })
      .waitFor();
    assert.match(page.url(), /\/console\/find\?q=/);
    await shoot(page, 'find-one');
    await assertAccessible(page);
    await tabTo(page, 'td a');
    await page.keyboard.press('Enter');
    await verdict(page).waitFor();
    assert.equal(await page.locator('h1').textContent(), 'КНП «Центральна міська лікарня»');
    assert.equal(await verdict(page).textContent(), 'Так: реєстр не бачить перешкод');
    await page.getByText('У папці закладу ще немає файлів.').waitFor();
    await shoot(page, 'card-yes');
    await assertAccessible(page);
    await page.goBack();
    await page
      .getByRole('status')
      .filter({ hasText: /Знайдено 1\sзаклад/ })
      .waitFor();
    assert.equal(await page.inputValue('#field-q'), 'лікар центр');
  });

  test('finds by ЄДРПОУ, by status and page by page', async () => {
    const page = await at('/console/find?q=38782325');
    await rows(page).filter({ hasText: 'Подорожник' }).waitFor();
    assert.equal(await rows(page).count(), 1);
    await at('/console/find?q=поліклініка');
    await page.getByText('Сторінка 1 з 3').waitFor();
    await shoot(page, 'find-many');
    await page.getByText('Наступна').click();
    await page.getByText('Сторінка 2 з 3').waitFor();
    assert.match(page.url(), /page=2/);
    await page.selectOption('#field-status', 'SUSPENDED');
    await page.getByRole('button', { name: 'Показати' }).click();
    await page.getByText(/Знайдено 1\d\sзакладів/).waitFor();
    await page.reload();
    await page.getByText(/Знайдено 1\d\sзакладів/).waitFor();
    assert.equal(await page.inputValue('#field-status'), 'SUSPENDED');
  });

  test('is told why a search is refused, and when nothing is found', async () => {
    const page = await at(`/console/find?q=${'а б в г ґ д е є ж'}`);
    await page.getByText('Напишіть не більше восьми слів').waitFor();
    assert.equal(await page.getAttribute('#field-q', 'aria-invalid'), 'true');
    await shoot(page, 'find-refused');
    await assertAccessible(page);
    await page.fill('#field-q', 'такогонемає');
    await page.keyboard.press('Enter');
    await page.getByText('Нічого не знайдено').waitFor();
  });

  const answers: [string, string, RegExp, RegExp][] = [
    ['a suspended one', demoClinic(2), /^Ще ні/, /Заклад призупинено/],
    ['a closed one', demoClinic(5), /^Ні/, /Заклад закрито/],
    ['one without a primary licence', demoClinic(6), /^Ні/, /Основна ліцензія|Основної ліцензії/],
    ['one whose primary licence ends soon', demoClinic(7), /^Так/, /спливає за 12\sднів/],
    ['one whose primary licence has expired', clinicId(2), /^Ні/, /прострочена: діяла до/],
    ['one whose primary licence is still to begin', clinicId(3), /^Ще ні/, /почне діяти/],
  ];
  for (const [name, id, sentence, reason] of answers)
    test(`reads on its card whether ${name} may be contracted`, async () => {
      const page = await at(card(id));
      await verdict(page).waitFor();
      assert.match((await verdict(page).textContent()) ?? '', sentence);
      assert.match((await page.locator('.verdict ul').textContent()) ?? '', reason);
      await shoot(page, `card-${name.replaceAll(' ', '-')}`);
    });

  test('sees hostile texts as texts, within their cells', async () => {
    const page = await at(card(clinicId(1)));
    await verdict(page).waitFor();
    assert.equal(await page.locator('h1').textContent(), HOSTILE);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
      if (width === 320) assert.ok(await page.evaluate(DAYS_ARE_SHORT), 'a day is not broken by letters');
    }
    await shoot(page, 'card-hostile');
    await assertAccessible(page);
    await at(card('not-an-id'));
    await page.getByText('Цього немає в реєстрі').waitFor();
  });

  test('sees what expires, whose it is, and how many in each month', async () => {
    const page = await at('/console/expiring');
    await page.locator('.months').waitFor();
    await rows(page).first().waitFor();
    await rows(page)
      .filter({ hasText: /Поліклініка № 100.*спливає за 1/ })
      .waitFor();
    await shoot(page, 'expiring');
    await assertAccessible(page);
    await page.selectOption('#field-when', '90');
    await page.getByRole('button', { name: 'Показати' }).click();
    await page.waitForURL(/when=90/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Таблиця для Excel' }).click(),
    ]);
    const table = await readFile(await download.path(), 'utf8');
    assert.match(download.suggestedFilename(), /^expiring-90-\d{4}-\d\d-\d\d\.csv$/);
    assert.match(table, /^\uFEFFЗаклад;ЄДРПОУ;Стан закладу;/);
    assert.match(table, /\r?\nПоліклініка № 100 міста Біла Церква;40000100;ACTIVE;MSP;так;/);
    await page.locator('.months a').nth(2).click();
    await page.waitForURL(/when=\d{4}-\d\d/);
    await page.locator('#field-when option:checked[value*="-"]').waitFor({ state: 'attached' });
    await page.selectOption('#field-type', 'PHARMACY');
    await page.getByRole('button', { name: 'Показати' }).click();
    await page.getByText('Таких ліцензій немає.').waitFor();
    await at('/console/expiring?when=expired');
    await page.getByText('прострочена').first().waitFor();
    await shoot(page, 'expiring-expired');
  });

  test('has the answer of the registry where the store is silent', async () => {
    const { page, context } = await officer();
    await context.route('**/media_storage/files*', (route) => route.abort());
    await at(card(demoClinic(3)));
    await page.getByText('Немає зв’язку з реєстром').waitFor();
    assert.match((await verdict(page).textContent()) ?? '', /^Так/);
    await shoot(page, 'card-no-store');
    await context.unroute('**/media_storage/files*');
    await page.getByRole('button', { name: 'Спробувати ще раз' }).click();
    await page.getByText('У папці закладу ще немає файлів.').waitFor();
  });
});

test('who watches over licences sees in English who changed what, and no files', { skip }, async () => {
  const address = card(demoClinic(1));
  const visit = await stage.visit('registry', { address, language: 'en' });
  const { page } = visit;
  await page.getByText('Entered in the registry').first().waitFor();
  assert.equal(await verdict(page).textContent(), 'Yes: the registry sees no obstacle');
  assert.equal(await page.getByText('Contract files').count(), 0);
  await shoot(page, 'card-history-en');
  await assertAccessible(page);
  assert.deepEqual(complaints(visit), []);
});
