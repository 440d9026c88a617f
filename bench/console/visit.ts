import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A slow connection of a clinic, and a computer of ten years ago. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const CPU_SLOWDOWN = 4;
const GIVE_UP_MS = 60_000;
const PAGES_TURNED = 3;
const TYPED = 'Держлікслужба Києва';

type Session = NonNullable<Parameters<Browser['newContext']>[0]>['storageState'];

/** What is compared: the same list and the same form, and how they are used. */
export type Console = {
  list: string;
  form: string;
  /** A row of the list, what in it opens a licence, and what only the opened one shows. */
  row: string;
  opens: string;
  opened: string;
  next: string;
  field: string;
  /** Cookies of who has signed in; without them nobody has to. */
  officer?: Session;
  clinic?: Session;
};

export type Sample = {
  /** Everything that came, compressed, with its headers, until the network was quiet. */
  bytes: number;
  /** From asking for the page to a list that has been seen and has answered a click. */
  interactiveMs: number;
  openMs: number;
  turnMs: number;
  typeMs: number;
};

/** Clicks in the page, and waits there for what comes of it: the way to the page and back is not measured. */
const CLICK = `(selector, isDone) => new Promise((resolve) => {
  const done = isDone();
  const began = performance.now();
  document.querySelector(selector).click();
  const look = () => (done() ? resolve(performance.now() - began) : requestAnimationFrame(look));
  look();
})`;

export async function sample(browser: Browser, site: Console): Promise<Sample> {
  const first = await withPage(browser, site.officer, async (page, context) => {
    let bytes = 0;
    const session = await throttle(page, context);
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(site.list, { waitUntil: 'commit' });
    await page.locator(site.row).first().waitFor();
    await page.waitForLoadState('networkidle');
    const listBytes = bytes;
    const turns: number[] = [];
    const rowText = `() => document.querySelector(${JSON.stringify(site.row)})?.textContent`;
    const isOther = `() => { const text = ${rowText}; const before = text(); return () => text() && text() !== before; }`;
    for (let turn = 0; turn < PAGES_TURNED; turn++)
      turns.push(await page.evaluate<number>(`(${CLICK})(${JSON.stringify(site.next)}, ${isOther})`));
    return { bytes: listBytes, turnMs: turns.toSorted((one, other) => one - other)[1] as number };
  });
  const opening = await withPage(browser, site.officer, async (page, context) => {
    await throttle(page, context);
    await page.goto(site.list, { waitUntil: 'commit' });
    await page.locator(site.opens).first().waitFor();
    const isOpen = `() => () => document.querySelector(${JSON.stringify(site.opened)}) !== null`;
    const openMs = await page.evaluate<number>(`(${CLICK})(${JSON.stringify(site.opens)}, ${isOpen})`);
    return { openMs, interactiveMs: await page.evaluate<number>('performance.now()') };
  });
  return { ...first, ...opening, typeMs: await typing(browser, site) };
}

/** From a key to the picture with its letter: the median of a word. */
function typing(browser: Browser, site: Console): Promise<number> {
  return withPage(browser, site.clinic, async (page, context) => {
    await throttle(page, context);
    await page.goto(site.form, { waitUntil: 'commit' });
    await page.locator(site.field).waitFor();
    await page.waitForLoadState('networkidle');
    await page.focus(site.field);
    await page.evaluate(`globalThis.typed = []; addEventListener('keydown', () => {
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => typed.push(performance.now() - began)));
    }, true)`);
    await page.keyboard.type(TYPED, { delay: 100 });
    const times = await page.evaluate<number[]>('typed');
    return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] as number;
  });
}

async function throttle(page: Page, context: BrowserContext) {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  return session;
}

/** A browser that has nothing of either console yet. */
async function withPage<Value>(
  browser: Browser,
  storageState: Session,
  use: (page: Page, context: BrowserContext) => Promise<Value>,
): Promise<Value> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, ...(storageState && { storageState }) });
  try {
    context.setDefaultTimeout(GIVE_UP_MS);
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
