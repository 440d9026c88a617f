/**
 * Goal: an officer of a clinic sees at once how it stands, what ends and what stops working, finds a licence and who changed it, and takes
 * all of it along on paper and as a table; whatever cannot be done says why.
 * Method: a browser at a running product, whose owner has clinics that stand in every way; axe-core on every state, one story by
 * keyboard alone, stored texts that are hostile, a network that goes.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { SPREADSHEET_TABLE } from '#spreadsheet';
import { exportTable } from '../../src/import/export.ts';
import { LICENSE_COLUMNS } from '../../src/import/license/columns.ts';
import { licensesToExport } from '../../src/import/license/export.queries.ts';
import { assertStatus, call } from '../fixtures/client.ts';
import { assertAccessible, shoot, skip, tabTo, useConsoleStage, type Visit } from '../fixtures/console.ts';
import { openPool } from '../fixtures/open-registry.ts';
import { clinicId, clinicWorld, licenseId, WRITER } from './clinic-world.fixture.ts';

const stage = useConsoleStage({ world: clinicWorld() });
const DRUGS = 'Аптека (обіг наркотичних засобів, психотропних речовин і прекурсорів)';

/** The same browser at a page of any of the owner's clinics. */
async function goTo({ page }: Visit, clinic: number, below = ''): Promise<void> {
  await page.goto(`${stage.product.apiUrl}/console/clinics/${clinicId(clinic)}${below}`);
  const consent = page.locator('[value=allow]');
  await page.locator('.sections').or(consent).first().waitFor();
  if (await consent.isVisible()) await consent.click();
  await page.locator('h1').waitFor();
  await page.locator(':is(.facts, table, main .quiet):not([role=status])').first().waitFor();
  // What may be done is known a moment later.
  await page.locator('.why', { hasText: 'Перевіряємо' }).waitFor({ state: 'detached' });
}

const textOf = (page: Page, selector: string) => page.locator(selector).first().innerText();
async function waitForRows(page: Page, count: number): Promise<void> {
  await page.locator('tbody tr').nth(count).waitFor({ state: 'detached' });
  await page
    .locator('tbody tr')
    .nth(count - 1)
    .waitFor();
}
const assertFits = async (page: Page) =>
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out');

describe('the pages of a clinic', { skip }, () => {
  let visit: Visit;
  before(async () => {
    if (skip) return;
    visit = await stage.visit('owner', { clinic: 'Осіння' });
  });

  test('the first says what ends first, until when, and what to do; all else is a link away', async () => {
    const { page } = visit;
    await goTo(visit, 1);
    await page.locator('.notice h2', { hasText: 'Аптека' }).waitFor();
    assert.match(await textOf(page, '.notice h2'), /^Ліцензія «Аптека \(обіг .+» спливає за 12\sднів$/);
    assert.match(await textOf(page, '.notice'), /заклад не матиме чинної ліцензії цього типу/);
    assert.equal(
      await page.locator('.notice a').getAttribute('href'),
      `/console/clinics/${clinicId(1)}/licenses/${licenseId(2)}/correct`,
    );
    assert.match(
      await textOf(page, '.facts'),
      /Заклад з надання медичних послуг діє з 01\.01\.2020 безстроково/,
    );
    await assertAccessible(page);
    await shoot(page, 'overview');
  });

  test('licences are a table with states in words, and the same as a picture with its dates beside it', async () => {
    const { page } = visit;
    await goTo(visit, 1, '/licenses');
    const rows = await page.locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 3);
    assert.match(rows[1] as string, /спливає за 12\sднів/);
    assert.match(rows[2] as string, /прострочена\s+Іншої такого типу додати не можна\. Оновити/);
    const add = page.locator('[role=link][aria-disabled]');
    assert.match(
      await textOf(page, `[id="${await add.getAttribute('aria-describedby')}"]`),
      /Усі дозволені типи вже є/,
    );
    assert.match(await textOf(page, '.timeline li:nth-child(3)'), /з 15\.06\.2021 до 14\.06\.2025/);
    assert.equal(await page.locator('.timeline .expired .term').count(), 1);
    await assertAccessible(page);
    await shoot(page, 'licenses');
    // Three are seen at a glance: what narrows the list down comes with more of them, or stays where it is in use.
    assert.equal(await page.locator('.filters').count(), 0);
    await goTo(visit, 1, '/licenses?state=active');
    await page.selectOption('[name=state]', 'expired');
    await page.click('.filters [type=submit]');
    await waitForRows(page, 1);
    assert.match(page.url(), /\?state=expired$/);
    await goTo(visit, 1, '/licenses?number=417');
    assert.match(await textOf(page, 'main'), /Таких ліцензій немає/);
  });

  test('by keyboard alone: from the clinic to a licence, found by its number, and who changed it, and back', async () => {
    const changed = await call(`${stage.product.apiUrl}/api/licenses/${licenseId(2)}`, {
      method: 'PATCH',
      token: WRITER,
      body: {
        ...{ type: 'PHARMACY_DRUGS', is_primary: false, issued_by: 'Держлікслужба', order_no: 'ВА-43' },
        ...{ issued_date: '2024-02-28', active_from_date: '2024-02-28', license_number: 'АВ 123456' },
        expiry_date: '2099-12-31',
      },
    });
    assertStatus(changed, 200);
    const { page } = visit;
    await goTo(visit, 1);
    await tabTo(page, '.sections a:has-text("Ліцензії")');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/licenses');
    await goTo(visit, 1, '/licenses?state=active');
    await tabTo(page, '[name=number]');
    await page.keyboard.type(' АВ 123456 ');
    await page.keyboard.press('Enter');
    await page.waitForURL(/number=/);
    await waitForRows(page, 1);
    await page.reload();
    await page.locator('tbody tr').waitFor();
    assert.equal(await page.inputValue('[name=number]'), 'АВ 123456');
    await tabTo(page, 'tbody a');
    await page.keyboard.press('Enter');
    const change = page.locator('tbody tr', { hasText: 'owner@clinic.example' });
    await change.waitFor();
    assert.equal(await textOf(page, 'h1'), DRUGS);
    assert.match(
      await change.innerText(),
      /Діє до: \d\d\.12\.2026 → 31\.12\.2099\s+Номер наказу: не вказано → ВА-43/,
    );
    await assertAccessible(page);
    await shoot(page, 'license');
    await page.goBack();
    await page.waitForURL(/number=/);
  });

  test('a table for a spreadsheet is what the command line writes, byte for byte', async () => {
    const { page } = visit;
    await goTo(visit, 1, '/licenses?state=future');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('button:has-text("Таблиця для Excel")'),
    ]);
    assert.match(download.suggestedFilename(), /^licenses-40000001-\d{4}-\d\d-\d\d\.csv$/);
    const pool = openPool(stage.database);
    const table = { columns: LICENSE_COLUMNS, ...licensesToExport(clinicId(1)) };
    const lines: string[] = [];
    for await (const piece of exportTable(pool, table, SPREADSHEET_TABLE, () => {})) lines.push(piece);
    await pool.end();
    assert.equal(await readFile(await download.path(), 'utf8'), lines.join(''));
    assert.match(lines.join(''), /'=1\+1/);
  });

  test('an extract is one sheet that says when and where it is from', async () => {
    const { page } = visit;
    await goTo(visit, 1, '/extract');
    await page.evaluate('window.print = () => { window.printed = true; }');
    await page.click('button:has-text("Надрукувати")');
    assert.equal(await page.evaluate('window.printed'), true);
    await assertAccessible(page);
    await shoot(page, 'extract');
    const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(sheet.match(/\/Type \/Page\b/g)?.length, 1);
    assert.match(sheet, /\/MediaBox \[0 0 59[45]\.\d* 84[12]\.\d*\]/);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.sections, button, .foot').locator('visible=true').count(), 0);
    assert.match(
      await textOf(page, 'main'),
      /За даними Реєстру ліцензій ЕСОЗ на \d\d\.\d\d\.\d{4}, \d\d:\d\d/,
    );
    await page.emulateMedia({ media: 'screen' });
  });

  test('what cannot be done says why, in the way the clinic stands', async () => {
    const { page } = visit;
    await goTo(visit, 2);
    assert.match(
      await textOf(page, '.notice'),
      /^Основна ліцензія прострочена[\s\S]+додати чи виправити будь-яку іншу не можна/,
    );
    assert.match(await textOf(page, '.why'), /^Немає чинної основної ліцензії/);
    await shoot(page, 'expired');
    await goTo(visit, 2, '/licenses');
    assert.equal(await page.locator('tbody a:has-text("Оновити")').count(), 0);
    await goTo(visit, 4);
    assert.equal(await textOf(page, '.notice h2'), 'Основної ліцензії в реєстрі немає');
    await assertAccessible(page);
    await goTo(visit, 5);
    assert.equal(await textOf(page, '.why'), 'Заклади цього типу додаткових ліцензій не мають.');
    await goTo(visit, 6);
    assert.equal(await page.locator('.notice').count(), 0);
    assert.match(await textOf(page, '.why'), /^Стан закладу — «закрито»/);
    await goTo(visit, 6, `/licenses/${licenseId(27)}`);
    assert.equal(await textOf(page, '.why'), 'Основну ліцензію змінює оператор реєстру.');
  });

  test('hostile texts and twenty licences stay inside their places at 320 px, in English too', async () => {
    const { page } = visit;
    await page.setViewportSize({ width: 320, height: 700 });
    await goTo(visit, 3, '/licenses?lang=en');
    assert.equal(await page.locator('.timeline li').count(), 20);
    assert.equal(await page.locator('.timeline .future').count(), 1);
    await assertFits(page);
    await assertAccessible(page);
    await shoot(page, 'twenty');
    await page.setViewportSize({ width: 320, height: 700 });
    await goTo(visit, 3, `/licenses/${licenseId(6)}?lang=en`);
    await assertFits(page);
    assert.match(await textOf(page, '.why'), /^The primary licence is changed by an operator/);
    await shoot(page, 'hostile');
    await goTo(visit, 3, '?lang=uk');
    await assertFits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('a licence that is not there, and a network that goes, say what to do', async () => {
    const { page, context, heard } = visit;
    await goTo(visit, 1, '/licenses?state=active');
    await context.setOffline(true);
    await page.selectOption('[name=type]', 'PHARMACY');
    await page.selectOption('[name=state]', '');
    await page.click('.filters [type=submit]');
    await page.locator('.notice').waitFor();
    assert.match(await textOf(page, '.notice'), /Немає зв’язку з реєстром/);
    await shoot(page, 'offline');
    await context.setOffline(false);
    await page.click('.notice button');
    await waitForRows(page, 1);
    await page.goto(`${stage.product.apiUrl}/console/clinics/${clinicId(1)}/licenses/${licenseId(6)}`);
    await page.locator('.notice').waitFor();
    assert.match(await textOf(page, '.notice'), /Цього немає в реєстрі/);
    assert.equal(await page.locator('.notice').count(), 1, 'said once');
    await assertAccessible(page);
    await shoot(page, 'missing');
    const complaints = heard.filter((line) => !/^Failed to load resource/.test(line));
    assert.deepEqual(complaints, []);
  });

  test('who may only read is told which scope they miss', async () => {
    const { page, heard } = await stage.visit('developer');
    await page.locator('.why', { hasText: 'Потрібен дозвіл license:write' }).waitFor();
    assert.deepEqual(heard, []);
  });
});
