/**
 * Goal: a clinic's officer adds a licence and corrects one, understands every refusal, and loses nothing that was typed: not by
 * a reload, an ended session, a lost answer, a second tab or a colleague.
 * Method: a browser on the demo with a few licences more. The network is cut at times, and answers nothing of its own. Stories
 * of one clinic follow one another: what the first adds, the next finds.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
import { CENTRE, CITY, HOSTILE, id, NAMES, SUNRISE, world } from './clinic-forms-world.fixture.ts';

const SUBMIT = 'main .actions button[type=submit]';
describe('the forms of a clinic', { skip }, async () => {
  const stage = useConsoleStage({ world: await world() });
  const list = (clinic: string) => `/console/clinics/${clinic}/licenses`;
  const visit = (clinic: string, address: string, options = {}): Promise<Visit> =>
    stage.visit('owner', { address: list(clinic) + address, clinic: NAMES[clinic] as string, ...options });
  const open = (page: Page, address: string) => page.goto(stage.product.apiUrl + address);
  const countOf = async (clinic: string) => {
    const text = 'SELECT id FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary';
    return (await stage.database.query(text, [clinic])).length;
  };
  const rule = (page: Page, sentence: string) => page.locator('.checklist li', { hasText: sentence });
  /** Waits for the words of an element. */
  const says = (page: Page, selector: string, text: string | RegExp) =>
    page.locator(selector).filter({ hasText: text }).first().waitFor();
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.className + document.activeElement.id');

  test('a licence is added: what may be asked is asked, and every refusal says what to do', async () => {
    const { page, heard } = await visit(CITY, '/new');
    await rule(page, 'Є чинна основна ліцензія').and(page.locator('.yes')).waitFor();
    assert.equal(await rule(page, 'Ліцензії цього типу').getAttribute('class'), 'open');
    await shoot(page, 'add');
    await page.click(SUBMIT);
    await says(page, '.notice.bad h2', 'виправте 4 поля');
    assert.equal(await focused(page), 'notice bad');
    await shoot(page, 'add-empty');
    await assertAccessible(page);
    await page.click('.notice a >> text=Ким видано');
    assert.equal(await focused(page), 'field-issued_by');
    await page.keyboard.type('Держлікслужба');
    await page.click('text=обіг наркотичних');
    // A date is judged when it is left, not while it is typed.
    await page.locator('#field-issued_date').pressSequentially('30.02.20');
    assert.equal(await page.locator('#field-issued_date-error').count(), 0);
    await page.locator('#field-issued_date').pressSequentially('24');
    await page.keyboard.press('Tab');
    await says(page, '#field-issued_date-error', 'Такого дня немає');
    await page.fill('#field-issued_date', '02.03.2024');
    await page.fill('#field-active_from_date', '1.3.2024');
    await page.fill('#field-expiry_date', '01.02.2026');
    await rule(page, 'Видано не пізніше').and(page.locator('.no')).waitFor();
    await says(page, '.checklist [role=status]', 'не пройдено 2 перевірки');
    await page.click(SUBMIT);
    await says(page, '#field-issued_date-error', 'Дата видачі пізніша');
    assert.equal(
      await page.locator('.notice a[lang=en]').getAttribute('href'),
      '/docs/errors/license-issued-after-active',
    );
    // It is about two dates: another of either ends it.
    await page.fill('#field-active_from_date', '3.3.2024');
    assert.equal(await page.locator('#field-issued_date-error').count(), 0);
    await page.click(SUBMIT);
    await says(page, '#field-expiry_date-error', 'Строк дії вже минув');
    await says(page, '.notice.bad', 'License is expired');
    await shoot(page, 'add-refused');
    await assertAccessible(page);
    await page.fill('#field-expiry_date', '');
    await says(page, '.checklist [role=status]', 'Усі перевірки');
    await page.dblclick(SUBMIT);
    await says(page, '.notice.good', 'Ліцензію додано');
    assert.match(page.url(), /\/licenses\/[0-9a-f-]{36}\?done=added$/);
    assert.equal(await countOf(CITY), 1);
    // Back is where one came from before the form, and a reload sends nothing.
    await page.reload();
    await says(page, '.notice.good', 'Ліцензію додано');
    assert.equal(await countOf(CITY), 1);
    // Of two types one is left: no question any more.
    await open(page, `${list(CITY)}/new`);
    await says(page, '.field', 'Аптека');
    assert.equal(await page.locator('fieldset').count(), 0);
    assert.equal(await page.inputValue('#field-issued_by'), '');
    assert.deepEqual(withoutRefusals(heard), []);
  });

  test('a draft outlives a reload and an ended session, and is thrown away only for good reason', async () => {
    const { page, context, heard } = await visit(CITY, '/new', { width: 360 });
    await page.fill('#field-issued_by', 'Держлікслужба');
    await page.fill('#field-what_licensed', HOSTILE);
    await page.click('text=Зберегти чернетку');
    await page.waitForURL(stage.product.apiUrl + list(CITY));
    await page.goBack();
    await says(page, '.draft', 'Це ваша чернетка');
    assert.equal(await page.inputValue('#field-what_licensed'), HOSTILE);
    await shoot(page, 'add-draft');
    await assertAccessible(page);
    await page.click('.draft button');
    assert.equal(await page.inputValue('#field-issued_by'), '');
    await page.click('text=Повернути її');
    assert.equal(await page.inputValue('#field-issued_by'), 'Держлікслужба');
    await page.fill('#field-issued_date', '28.02.2024');
    await page.fill('#field-active_from_date', '28.02.2024');
    await context.clearCookies();
    await stage.database.query('UPDATE tokens SET revoked_at = now()');
    await page.click(SUBMIT);
    await says(page, '.notice', 'Сеанс завершено');
    assert.equal(await page.locator('.notice').count(), 1);
    await shoot(page, 'add-ended');
    await page.click('.notice button');
    await signIn(page, 'owner', NAMES[CITY]);
    await says(page, 'h1', 'Додати ліцензію');
    assert.equal(await page.inputValue('#field-active_from_date'), '28.02.2024');
    assert.deepEqual(withoutRefusals(heard), []);
  });

  test('a lost answer is asked for again, and nothing is added twice; a second tab is told', async () => {
    const { page, context, heard } = await visit(CITY, '/new');
    await page.fill('#field-issued_by', 'Держлікслужба');
    await page.fill('#field-issued_date', '28.02.2024');
    await page.fill('#field-active_from_date', '28.02.2024');
    const second = await context.newPage();
    await open(second, `${list(CITY)}/new`);
    await says(second, '.draft', 'Це ваша чернетка');
    // Carried out, but never answered.
    const cut = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await context.route('**/api/licenses', cut);
    await page.click(SUBMIT);
    await says(page, '.notice', 'Ми не знаємо, чи дійшов ваш запит');
    await shoot(page, 'add-unknown');
    await assertAccessible(page);
    await context.unroute('**/api/licenses', cut);
    assert.equal(await countOf(CITY), 2);
    await page.reload();
    await says(page, '.notice.warn', 'Ми не знаємо');
    await page.click(SUBMIT);
    await says(page, '.notice.good', 'Ліцензію додано');
    assert.equal(await countOf(CITY), 2);
    await second.click(SUBMIT);
    await says(second, '.notice.bad', 'уже є, навіть якщо прострочена');
    await second.locator(`a[href$="/correct"]`).waitFor();
    await rule(second, 'Ліцензії цього типу').and(second.locator('.no')).waitFor();
    await shoot(second, 'add-present');
    assert.equal(await countOf(CITY), 2);
    await open(second, `${list(CITY)}/new`);
    await second.evaluate('localStorage.clear()');
    await second.reload();
    await says(second, '.lead', 'Усі додаткові ліцензії');
    await shoot(second, 'add-nothing');
    await assertAccessible(second);
    assert.deepEqual(withoutRefusals(heard), []);
  });

  test('a licence is corrected, and what a colleague changed meanwhile is compared, not overwritten', async () => {
    const { page, context, heard } = await visit(CENTRE, `/${id(2, 101)}/correct`);
    await rule(page, 'Строк дії').and(page.locator('.no')).waitFor();
    await rule(page, 'Заклад діє').and(page.locator('.yes')).waitFor();
    assert.equal(await page.inputValue('#field-active_from_date'), '01.03.2022');
    await page.click(SUBMIT);
    await says(page, '.notice.warn', 'Ви нічого не змінили');
    await shoot(page, 'correct');
    await assertAccessible(page);
    await page.fill('#field-expiry_date', '31.12.2030');
    await page.fill('#field-order_no', '17');
    const colleague = await context.newPage();
    await open(colleague, `${list(CENTRE)}/${id(2, 101)}/correct`);
    await colleague.click('.draft button');
    await colleague.fill('#field-expiry_date', '30.06.2029');
    await colleague.fill('#field-license_number', 'АВ 100418');
    await colleague.fill('#field-what_licensed', HOSTILE);
    await colleague.click(SUBMIT);
    await says(colleague, '.notice.good', 'Зміни збережено');
    // Its own draft is this tab's as well: typed again.
    await page.fill('#field-order_no', '17а');
    await page.click(SUBMIT);
    await says(page, '.notice.warn', /змінив хтось інший.*owner@clinic.example/s);
    await shoot(page, 'compare');
    await assertAccessible(page);
    const chosen = (name: string) => page.locator(`[name=${name}]:checked ~ small`).textContent();
    assert.deepEqual(await Promise.all(['license_number', 'order_no', 'expiry_date'].map(chosen)), [
      'Зараз у реєстрі',
      'Ваше',
      'Ваше',
    ]);
    await page.click('text=Усе з реєстру');
    await page.locator('[name=order_no]').first().check();
    await page.click('text=Узяти вибране у форму');
    assert.equal(await page.inputValue('#field-license_number'), 'АВ 100418');
    assert.equal(await page.inputValue('#field-expiry_date'), '30.06.2029');
    await page.click(SUBMIT);
    await says(page, '.notice.good', 'Зміни збережено');
    const [row] = await stage.database.query('SELECT order_no, license_number FROM licenses WHERE id = $1', [
      id(2, 101),
    ]);
    assert.deepEqual(row, { order_no: '17а', license_number: 'АВ 100418' });
    assert.deepEqual(withoutRefusals(heard), []);
  });

  test('by keyboard alone, in English: hostile texts stay what they are, and a draft older than the licence is compared', async () => {
    const { page, heard } = await visit(CENTRE, `/${id(2, 102)}/correct`, { language: 'en', theme: 'dark' });
    await tabTo(page, '#field-order_no');
    await page.keyboard.type('A-1');
    await shoot(page, 'correct-hostile');
    await stage.database.query(
      "UPDATE licenses SET license_number = 'АВ 7', updated_at = now() WHERE id = $1",
      [id(2, 102)],
    );
    await page.reload();
    await says(page, '.notice.warn', 'Somebody else changed this licence');
    await shoot(page, 'compare-older');
    await assertAccessible(page);
    await tabTo(page, SUBMIT);
    await page.keyboard.press('Enter');
    await page.locator('#field-order_no').waitFor();
    await tabTo(page, '#field-order_no');
    await page.keyboard.press('Enter');
    await says(page, '.notice.good', 'The changes are saved');
    const [row] = await stage.database.query(
      'SELECT order_no, license_number, issued_by, what_licensed FROM licenses WHERE id = $1',
      [id(2, 102)],
    );
    assert.deepEqual(row, {
      order_no: 'A-1',
      license_number: 'АВ 7',
      issued_by: HOSTILE.slice(0, 255),
      what_licensed: HOSTILE,
    });
    assert.deepEqual(withoutRefusals(heard), []);
  });

  test('what cannot be done says why, and without a connection nothing typed is lost', async () => {
    const { page, context, heard } = await visit(SUNRISE, '/new');
    await says(page, '.notice.warn', 'немає чинної основної ліцензії');
    assert.equal(await page.locator(SUBMIT).getAttribute('aria-disabled'), 'true');
    await shoot(page, 'add-blocked');
    await assertAccessible(page);
    await context.setOffline(true);
    await page.fill('#field-issued_by', 'Держлікслужба');
    await page.fill('#field-issued_date', '28.02.2024');
    await rule(page, 'Є чинна основна').and(page.locator('.open')).waitFor();
    await page.fill('#field-active_from_date', '28.02.2024');
    await page.click(SUBMIT);
    await says(page, '.notice', 'Немає зв’язку з реєстром');
    await shoot(page, 'add-offline');
    await context.setOffline(false);
    await page.click(SUBMIT);
    await says(page, '.notice.bad', 'немає чинної основної ліцензії');
    await open(page, `${list(SUNRISE)}/${'2'.repeat(8)}-2222-4222-8222-000000000007/correct`);
    await says(page, '.lead', 'Основну ліцензію тут не виправляють');
    await assertAccessible(page);
    await open(page, `${list(SUNRISE)}/nothing/correct`);
    await says(page, '.notice.bad', 'Цього немає в реєстрі');
    await shoot(page, 'correct-missing');
    assert.deepEqual(withoutRefusals(heard), []);
  });
});

/** The browser writes down every answer that is none of success, and every cut connection: they are what was tested. */
const withoutRefusals = (heard: readonly string[]) =>
  heard.filter((text) => !text.startsWith('Failed to load resource'));
