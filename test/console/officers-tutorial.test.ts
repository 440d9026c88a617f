/**
 * Goal: whoever follows the officers' tutorial word by word gets where it says, in either language, and sees what its pictures show.
 * Method: a browser goes its way, pressing and filling in what the tutorial's bold words name: all of them, and nothing else.
 * `npm run pictures` lets the same way make the pictures. Of the English page the words are looked up beside the Ukrainian
 * ones, in the same order.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { readSources } from '../../scripts/checks/files.ts';
import { PEOPLE, type Person, signIn, skip, useConsoleStage } from '../fixtures/console.ts';

const TUTORIALS = fileURLToPath(new URL('../../docs/tutorials/', import.meta.url));
const PICTURES = path.join(TUTORIALS, 'pictures');
const MOST_BYTES = 60_000;
const WIDTH = 960;
const MARGIN = 16;
const readPage = (language: 'uk' | 'en') =>
  readFile(path.join(TUTORIALS, `console-for-officers${language === 'uk' ? '.uk' : ''}.md`), 'utf8');
const boldIn = (text: string) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
const picturesIn = (text: string) =>
  [...text.matchAll(/^!\[([^\]]*)\]\(pictures\/([^)]+)\)$/gm)].map(([, alt = '', name = '']) => ({
    alt,
    name,
  }));

/** A morning on which the demo has something of every kind. */
const stage = useConsoleStage({ env: { ESOZ_CLOCK: '2026-11-26T09:00:00+02:00' } });

/** A browser of somebody at work, and the words that it has used. */
function atWork(page: Page) {
  const used = new Set<string>();
  const named = (name: string) => {
    used.add(name);
    return name;
  };
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  return {
    page,
    used,
    press: (name: string) => link(named(name)).or(button(name)).first().click(),
    fill: (label: string, text: string) => page.getByLabel(named(label), { exact: true }).fill(text),
    reads: (text: string, among = 'body') => page.locator(among).getByText(named(text)).first().waitFor(),
  };
}
type AtWork = ReturnType<typeof atWork>;

const person = (): Promise<BrowserContext> =>
  stage.browser.newContext({
    locale: 'uk-UA',
    viewport: { width: WIDTH, height: 640 },
    reducedMotion: 'reduce',
  });

/**
 * A picture of what stands between two things on a page, as wide as the page. WebP, which playwright does not make, is asked of
 * the browser itself.
 */
async function picture(page: Page, name: string, [from, to]: [string, string]): Promise<void> {
  const [first, last] = await Promise.all(
    [from, to].map(async (selector) => await page.locator(selector).first().boundingBox()),
  );
  assert.ok(first && last, `${from} and ${to} are seen`);
  if (process.env.PICTURES === undefined) return;
  const scrolled = await page.evaluate<number>('scrollY');
  const y = Math.max(0, first.y + scrolled - MARGIN);
  const height = last.y + scrolled + last.height + MARGIN - y;
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    captureBeyondViewport: true,
    clip: { x: 0, y, width: WIDTH, height, scale: 1 },
  });
  await mkdir(PICTURES, { recursive: true });
  await writeFile(path.join(PICTURES, `${name}.webp`), Buffer.from(data, 'base64'));
}

async function enter(who: Person): Promise<AtWork> {
  const work = atWork(await (await person()).newPage());
  await work.page.goto(`${stage.product.apiUrl}/console/`);
  await work.page.locator('#email').waitFor();
  if (who === 'owner') await picture(work.page, 'sign-in', ['h1', '[value=sign-in]']);
  return work;
}

/** The first part: a clinic's officer. */
async function keepLicenses(work: AtWork): Promise<void> {
  const { page, press, fill, reads } = work;
  await page.fill('#email', PEOPLE.owner);
  await page.fill('#password', 'demo-password');
  await press('Увійти');
  await page.locator('.choices label', { hasText: 'Центральна' }).click();
  await press('Далі');
  await press('Дозволити');
  await reads('Мій заклад', '.sections');
  await page.locator('.facts').waitFor();
  await picture(page, 'clinic', ['header', '.actions']);
  await press('Ліцензії');
  await press('Додати ліцензію');
  await fill('Ким видано', 'Держлікслужба');
  await fill('Номер ліцензії', 'АВ 123456');
  await fill('Дата видачі', '28.02.2024');
  await fill('Діє з', '28.02.2024');
  await fill('Діє до', '01.02.2025');
  // Nobody is as fast as a test: the rules have been looked at by the time that the button is pressed.
  await page.locator('.checklist .yes').first().waitFor();
  await press('Додати');
  await page.locator('#field-expiry_date-error').waitFor();
  await reads('Перевірки реєстру');
  await picture(page, 'refused', ['main h1', '#field-license_number']);
  await fill('Діє до', '');
  await press('Додати');
  await reads('Ліцензію додано');
  await press('Виправити');
  await fill('Номер наказу', '17');
  await press('Зберегти зміни');
  await reads('Історія', 'main');
  await page.locator('tbody tr', { hasText: '17' }).waitFor();
  await picture(page, 'history', ['main .actions', 'main table']);
  await press('Вийти');
  await page.locator('#email').waitFor();
}

/** The second: an officer of НСЗУ. */
async function judgeClinics(work: AtWork): Promise<void> {
  const { page, press, fill, reads } = work;
  await signIn(page, 'contracts');
  await press('Знайти заклад');
  await fill('Назва або ЄДРПОУ', 'лікарня');
  await press('Показати');
  await page.locator('tbody a', { hasText: 'Центральна' }).click();
  await reads('Чи можна укласти договір?');
  await page.locator('.verdict .sentence').waitFor();
  await picture(page, 'card', ['main h1', '.verdict']);
  await press('До папки закладу');
  await reads('Вибрати файли');
  const files = [
    'Договір № 17.pdf',
    'Додаток 1. Перелік послуг.xlsx',
    'Додаток 2. Місця надання послуг.docx',
  ];
  const chosen = files.map((name) => ({ name, mimeType: '', buffer: Buffer.from(name.repeat(2_000)) }));
  await page.setInputFiles('#choose', chosen);
  for (const name of files)
    await page.locator('.queue tr', { hasText: name }).getByText('Контрольна сума збігається.').waitFor();
  await reads('Контрольна сума збігається.');
  await picture(page, 'files', ['div:has(> #choose)', '.queue table']);
  await press('Спливають');
  await reads('Коли');
  await page.locator('.months').waitFor();
  await picture(page, 'expiring', ['main h1', '.months']);
  await page.selectOption('[name=when]', '90');
  await press('Показати');
  await page.locator('main table tbody tr').first().waitFor();
}

describe('the tutorial for officers', { skip }, () => {
  test('leads where it says by the words that it names, and by no others', async () => {
    const clinic = await enter('owner');
    await keepLicenses(clinic);
    const oversight = await enter('contracts');
    await judgeClinics(oversight);
    const used = new Set([...clinic.used, ...oversight.used]);
    const named = new Set(boldIn(await readPage('uk')));
    assert.deepEqual([...used].toSorted(), [...named].toSorted());
  });
});

test('its English words are those of the English console, in the order of the Ukrainian', async () => {
  const [uk, en] = [boldIn(await readPage('uk')), boldIn(await readPage('en'))];
  assert.equal(en.length, uk.length);
  const pairs = new Map(uk.map((name, at) => [name, en[at]]));
  assert.deepEqual(
    uk.map((name) => pairs.get(name)),
    en,
    'a word has one name throughout',
  );
  const sources = [...(await readSources('console')), ...(await readSources('src/sign-in'))];
  const stands = (name: string) =>
    sources.some(({ text }) => text.includes(`'${name}'`) || text.includes(`label: '${name}'`));
  assert.deepEqual(
    [...new Set([...uk, ...en])].filter((name) => !stands(name)),
    [],
  );
});

test('each picture is there, is small, is shown by both pages, and is told to who cannot see it', async () => {
  const [uk, en] = [picturesIn(await readPage('uk')), picturesIn(await readPage('en'))];
  const made = (await readdir(PICTURES)).toSorted();
  for (const shown of [uk, en]) {
    assert.deepEqual(shown.map(({ name }) => name).toSorted(), made);
    for (const { alt } of shown) assert.ok(alt.length > 30, alt);
  }
  for (const name of made) {
    const { size } = await stat(path.join(PICTURES, name));
    assert.ok(size <= MOST_BYTES, `${name}: ${size} bytes`);
  }
});
