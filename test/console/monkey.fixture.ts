import { setTimeout } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';
import type { Visit } from '../fixtures/console.ts';
import {
  CONTROLS,
  type Control,
  FIND_CONTROLS,
  type Frame,
  LOOK_AT_FRAME,
  READ_DRAFT,
  TEXTS,
} from './monkey-page.fixture.ts';

export type Played = {
  /** One line each: what is wrong, and after which step. */
  findings: string[];
  /** The last step last. */
  steps: string[];
};

type Rules = {
  /** The same one makes the same choices, as far as the pages answer alike. */
  seed: number;
  ms: number;
  /** Ends it sooner. */
  isEnough?: (findings: readonly string[]) => boolean;
  /** Where it begins, and goes from time to time. */
  addresses: readonly string[];
  /** Pages where it sends nothing: it would end its own session. */
  keepsOff?: RegExp;
};

type Game = Rules & Visit & { random: (below: number) => number; calls: Calls };

/** One action at a time is enough for a page that hangs to be found out. */
const ACTION = { timeout: 1_000 };
/** On a machine that is slow with other work it goes on until it has made so many steps, or for so much longer. */
export const FEWEST_STEPS = 10;
const SLOW_MS = 60_000;
/** A reading of the API is repeated before the page says that it failed. */
const PATIENCE_MS = 8_000;

/**
 * Clicks, types, chooses, goes back, reloads and loses its network at random, and looks after each step whether the page has kept
 * what every page promises.
 */
export async function play(visit: Visit, rules: Rules): Promise<Played> {
  const game: Game = { ...rules, ...visit, random: randomOf(rules.seed), calls: watchCalls(visit.page) };
  const played: Played = { findings: [], steps: [] };
  const end = performance.now() + rules.ms;
  const isTime = () =>
    performance.now() > end && (played.steps.length >= FEWEST_STEPS || performance.now() > end + SLOW_MS);
  let next: Step = open;
  while (!isTime() && !rules.isEnough?.(played.findings)) {
    const { did, broken = [] } = await next(game);
    await until(async () => game.calls.open.size === 0);
    played.steps.push(`${did} → ${pathOf(game.page)}`);
    const found = [...broken, ...(await brokenPromises(game))];
    played.findings.push(...found.map((finding) => `${finding}; after ${played.steps.slice(-3).join(', ')}`));
    next = found.length > 0 ? open : nextStep(game, did);
  }
  return played;
}

type Step = (game: Game) => Promise<{ did: string; broken?: string[] }>;

/** What was typed is often reloaded at once: that is what drafts are for. */
function nextStep({ random }: Game, last: string): Step {
  const dice = random(100);
  if (last.startsWith('type') && dice < 25) return reload;
  if (dice < 4) return open;
  if (dice < 9) return goBack;
  if (dice < 14) return reload;
  if (dice < 17) return resize;
  return dice < 25 ? loseNetwork : use;
}

const open: Step = async ({ page, addresses, random }) => {
  const address = pick(addresses, random);
  await page.goto(new URL(address, page.url()).href, { waitUntil: 'commit' });
  await page.locator('.sections').waitFor();
  return { did: `open ${address}` };
};

const goBack: Step = async ({ page }) => {
  await page.goBack(ACTION).catch(() => null);
  return { did: 'back' };
};

const resize: Step = async ({ page, random }) => {
  const width = pick([320, 768, 1280], random);
  await page.setViewportSize({ width, height: 800 });
  return { did: `width ${width}` };
};

const reload: Step = async ({ page }) => {
  const before = await page.evaluate<string>(READ_DRAFT);
  await page.reload({ waitUntil: 'commit' });
  await page.locator('.sections').waitFor();
  if (before === '[]') return { did: 'reload' };
  const isBack = await until(async () => (await page.evaluate(READ_DRAFT)) === before);
  const broken = isBack ? [] : [`a draft is lost: ${before} became ${await page.evaluate(READ_DRAFT)}`];
  return { did: 'reload a form', broken };
};

/** Without a network the page has to say so, and to go on when there is one. */
const loseNetwork: Step = async (game) => {
  await game.context.setOffline(true);
  const { did } = await use(game);
  await until(async () => game.calls.open.size === 0);
  const broken = await unsaid(game);
  await game.context.setOffline(false);
  return { did: `offline, ${did}`, broken };
};

const use: Step = async ({ page, random, keepsOff }) => {
  const isKeptOff = keepsOff?.test(page.url()) ?? false;
  const controls = (await page.evaluate<Control[]>(FIND_CONTROLS)).filter(
    ({ isSubmit }) => !(isSubmit && isKeptOff),
  );
  if (controls.length === 0) return { did: 'nothing to use' };
  // There are many links to a field.
  const kind = pick(['press', 'type', 'choose', 'type'], random);
  const fitting = controls.filter((control) => control.kind === kind);
  const { at, label, ...control } = pick(fitting.length > 0 ? fitting : controls, random);
  const element = page.locator(CONTROLS).nth(at);
  if (control.kind === 'type') {
    const text = pick(TEXTS, random);
    await element.fill(text, ACTION).catch(() => {});
    if (random(8) === 0 && !isKeptOff) await page.keyboard.press('Enter');
    return { did: `type ${JSON.stringify(text.slice(0, 20))} into «${label}»` };
  }
  if (control.kind === 'choose') {
    await element.selectOption({ index: random(4) }, ACTION).catch(() => {});
    return { did: `choose of «${label}»` };
  }
  const clickCount = random(6) === 0 ? 2 : 1;
  await element.click({ ...ACTION, clickCount }).catch(() => {});
  return { did: `press «${label}»${clickCount === 2 ? ' twice' : ''}` };
};

async function brokenPromises(game: Game): Promise<string[]> {
  const { page, heard } = game;
  const broken = heard.splice(0).filter((line) => !line.startsWith('Failed to load resource'));
  // Going back may lead to the sign-in page, which is another test's.
  if (!pathOf(page).startsWith('/console/')) {
    await open(game);
    return broken;
  }
  const isWhole = ({ sections, headings }: Frame) => sections === 1 && headings === 1;
  const look = () => page.evaluate<Frame>(LOOK_AT_FRAME);
  if (!(await until(async () => isWhole(await look()))))
    broken.push(`no frame: ${JSON.stringify(await look())}`);
  else if (!(await until(async () => !(await look()).sticksOut))) broken.push('something sticks out');
  return [...broken, ...(await unsaid(game))];
}

/** Calls that failed in the end, while no page told the person. */
async function unsaid({ page, calls }: Game): Promise<string[]> {
  const isSaid = async () =>
    calls.failed.size === 0 || (await page.locator('main .notice, main .error').count()) > 0;
  const found = (await until(isSaid)) ? [] : [`said to nobody: ${[...calls.failed.values()].join(', ')}`];
  calls.failed.clear();
  return found;
}

type Calls = { open: Set<Request>; failed: Map<string, string> };

/** The calls of the API on their way, and those that have failed and were not repeated with success. */
function watchCalls(page: Page): Calls {
  const calls: Calls = { open: new Set(), failed: new Map() };
  page.on('request', (request) => {
    if (request.url().includes('/api/')) calls.open.add(request);
  });
  page.on('response', (response) => {
    const call = `${response.request().method()} ${response.url()}`;
    if (response.status() >= 500) calls.failed.set(call, `${response.status()} of ${call}`);
    else calls.failed.delete(call);
  });
  page.on('requestfinished', (request) => calls.open.delete(request));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    const call = `${request.method()} ${request.url()}`;
    // What is not wanted any more is given up by the page itself.
    if (calls.open.delete(request) && reason !== 'net::ERR_ABORTED')
      calls.failed.set(call, `${reason} of ${call}`);
  });
  return calls;
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    if (await holds().catch(() => false)) return true;
    await setTimeout(20);
  }
  return false;
}

const pathOf = (page: Page): string => new URL(page.url()).pathname;

const pick = <Item>(items: readonly Item[], random: Game['random']): Item =>
  items[random(items.length)] as Item;

/** A linear congruential generator (Numerical Recipes): enough to choose by, and the same everywhere. */
function randomOf(seed: number): Game['random'] {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
