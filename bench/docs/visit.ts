import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Site } from './sites.ts';

/** Slow 4G as Lighthouse applies it to requests, and a phone's processor. */
const NETWORK = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const CPU_SLOWDOWN = 4;
const GIVE_UP_MS = 120_000;

export type Visit = {
  /** Everything that came, compressed, with its headers, until the network was quiet. */
  bytes: number;
  paintMs: number;
};

/** A first visit of somebody who has nothing of it yet. */
export function visit(browser: Browser, url: string): Promise<Visit> {
  return withPage(browser, async (page, session) => {
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(url, { waitUntil: 'networkidle', timeout: GIVE_UP_MS });
    // A slow processor may paint after the last byte.
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      undefined,
      { timeout: GIVE_UP_MS },
    );
    return { bytes, paintMs: (await paint.jsonValue()) as number };
  });
}

/** From asking for the page to the first result, for somebody who searches as soon as the page lets them. */
export function searchMs(browser: Browser, url: string, site: Site, query: string): Promise<number> {
  return withPage(browser, async (page) => {
    page.setDefaultTimeout(GIVE_UP_MS);
    await page.goto(url, { waitUntil: 'commit' });
    const field = await site.searchField(page);
    await field.fill(query);
    await page.locator(site.result).first().waitFor();
    return page.evaluate(() => performance.now());
  });
}

async function withPage<T>(
  browser: Browser,
  use: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    return await use(page, session);
  } finally {
    await context.close();
  }
}
