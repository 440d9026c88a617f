import type { Locator, Page } from 'playwright-core';
import { buildSite } from '../../src/site/build.ts';
import { buildScalar, buildVitePress } from './peers.ts';
import type { Files } from './served.ts';

/** What is compared: its files, the pages that are visited, and how its search is used. */
export type Site = {
  files: Files;
  first?: string;
  reference?: string;
  /** Turns to the search, and gives the field. */
  searchField(page: Page): Promise<Locator>;
  /** What a result is. */
  result: string;
};

/** A click comes to nothing while the page does not listen yet; whoever waits clicks again. */
const CLICK_AGAIN_MS = 250;

export const ours = (): Site => ({
  files: new Map([...buildSite().files].map(([address, { content }]) => [address, content])),
  // In the language of what it is compared with.
  first: '/docs/en/',
  reference: '/docs/en/reference/createLicense',
  async searchField(page) {
    await page.waitForLoadState();
    return page.locator('#q');
  },
  result: '.found a',
});

export const vitePress = async (folder: string): Promise<Site> => ({
  files: await buildVitePress(folder),
  first: '/',
  searchField: (page) =>
    clickUntil(page.locator('.VPNavBarSearch button').first(), page.locator('.VPLocalSearchBox input')),
  result: '.VPLocalSearchBox .result',
});

export const scalar = async (folder: string): Promise<Site> => ({
  files: await buildScalar(folder),
  reference: '/',
  searchField: (page) =>
    clickUntil(
      page.locator('button', { hasText: 'Open Search' }).first(),
      page.getByRole('combobox', { name: 'Enter search query' }),
    ),
  result: '[role=listbox] [role=option]',
});

async function clickUntil(button: Locator, field: Locator): Promise<Locator> {
  await button.waitFor({ timeout: 0 });
  while (!(await field.isVisible())) {
    // Neither is a failure: the page may not listen yet, or cover its button with the field that is about to come.
    await button.click({ timeout: CLICK_AGAIN_MS }).catch(() => {});
    await field.waitFor({ timeout: CLICK_AGAIN_MS }).catch(() => {});
  }
  return field;
}
