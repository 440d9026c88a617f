/**
 * `npm run bench:console`: what an officer waits for. The console's list of licences that expire and its form, against the same in
 * react-admin with its defaults, over the same API with 10 000 licences, in Debian's chromium with a slow network and processor,
 * in turns. react-admin comes from npm into a folder that is removed; `--peer=<folder>` keeps it for the next run;
 * `--rounds=5`; `--licenses=10000`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { type Person, signIn } from '../../test/fixtures/console.ts';
import { serve } from '../docs/served.ts';
import {
  type Figure,
  median,
  pairedRatio,
  RECORD_OPTION,
  recordFigures,
  requireIdleToRecord,
} from '../figures.ts';
import { type Server, startServer } from '../servers.ts';
import { buildPeer } from './peer.ts';
import { type Console, type Sample, sample } from './visit.ts';
import { writeWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    licenses: { type: 'string', default: '10000' },
    peer: { type: 'string' },
    ...RECORD_OPTION,
  },
});
requireIdleToRecord(values.record);

const CLINIC = '11111111-1111-4111-8111-000000000001';
const MEASURES: Record<keyof Sample, { what: string; goal: number }> = {
  bytes: { what: 'first page over the network, all that it loads', goal: 10 },
  interactiveMs: { what: 'a list that has answered a click', goal: 1 },
  openMs: { what: 'opening a licence', goal: 1 },
  turnMs: { what: 'the next page of 10 000 licences', goal: 1 },
  typeMs: { what: 'a letter typed into the form', goal: 1 },
};

const temporary = await mkdtemp(path.join(tmpdir(), 'esoz-bench-console-'));
const folder = values.peer ?? temporary;
let product: Server | undefined;
let browser: Browser | undefined;
let served: { url: string; close(): void } | undefined;
try {
  await mkdir(folder, { recursive: true });
  const files = await buildPeer(folder);
  product = await startProduct();
  served = await serve(files, product.url);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const own = await ours(browser, product.url.origin);
  const peer = reactAdmin(served.url);
  await recordFigures('console', values.record, await compare(browser, own, peer));
} finally {
  await browser?.close();
  served?.close();
  await product?.stop();
  await rm(temporary, { recursive: true, force: true });
}

async function startProduct(): Promise<Server> {
  const world = path.join(temporary, 'world.json');
  await writeWorld(world, Number(values.licenses));
  const program = path.join(import.meta.dirname, '../../bin/esoz.mjs');
  const ports = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
  return startServer([program, 'start', '--json', '--world', world], {
    ...ports,
    DATA_DIR: path.join(temporary, 'data'),
  });
}

async function ours(on: Browser, origin: string): Promise<Console> {
  return {
    list: `${origin}/console/expiring?when=90`,
    form: `${origin}/console/clinics/${CLINIC}/licenses/new`,
    row: 'main table[role=table] tbody tr',
    opens: 'main table[role=table] tbody a',
    opened: '.verdict .sentence',
    next: '.pager a:last-child',
    field: '#field-issued_by',
    officer: await cookiesOf(on, `${origin}/console/expiring`, 'contracts'),
    clinic: await cookiesOf(on, `${origin}/console/clinics/${CLINIC}`, 'owner'),
  };
}

function reactAdmin(origin: string): Console {
  return {
    list: `${origin}/#/licenses`,
    form: `${origin}/#/licenses/create`,
    row: 'tbody .RaDatagrid-row',
    opens: 'tbody .RaDatagrid-row td:last-child',
    opened: '.RaSimpleShowLayout-row',
    next: 'button[aria-label="Go to next page"]',
    field: 'input[name=issued_by]',
  };
}

/** Who comes in the morning has signed in before, and has nothing else of the console. */
async function cookiesOf(on: Browser, address: string, who: Person) {
  const context = await on.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await signIn(page, who, 'Центральна');
  const { cookies } = await context.storageState();
  await context.close();
  return { cookies, origins: [] };
}

async function compare(on: Browser, own: Console, peer: Console): Promise<Figure[]> {
  const [mine, theirs]: [Sample[], Sample[]] = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    mine.push(await sample(on, own));
    theirs.push(await sample(on, peer));
  }
  const measures = Object.entries(MEASURES) as [keyof Sample, { what: string; goal: number }][];
  const figures = measures.map(([measure, { what, goal }]) => {
    const [one, other] = [mine, theirs].map((samples) => samples.map((each) => each[measure])) as [
      number[],
      number[],
    ];
    // Less is better: how many times as much the peer takes.
    const ratio = pairedRatio(other, one);
    return { what, goal, ratio, ours: Math.round(median(one)), peer: Math.round(median(other)) };
  });
  console.table(figures.map((figure) => ({ ...figure, ratio: figure.ratio.toPrecision(3) })));
  return figures.map(({ what, goal, ratio }) => ({
    what: `console: ${what}`,
    peer: 'react-admin',
    ratio,
    goal,
  }));
}
