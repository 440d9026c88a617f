/**
 * `npm run bench:docs`: what a reader waits for. Our documents against the same Markdown in VitePress's default theme and
 * the same OpenAPI document in Scalar: behind one server, in Debian's chromium with a phone's network and processor, in
 * turns. The peers come from npm into a folder that is removed; `--peers=<folder>` keeps it for the next run; `--rounds=5`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import {
  type Figure,
  median,
  pairedRatio,
  RECORD_OPTION,
  recordFigures,
  requireIdleToRecord,
} from '../figures.ts';
import { installPeers } from './peers.ts';
import { type Served, serve } from './served.ts';
import { ours, type Site, scalar, vitePress } from './sites.ts';
import { searchMs, type Visit, visit } from './visit.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, peers: { type: 'string' }, ...RECORD_OPTION },
});
const rounds = Number(values.rounds);
requireIdleToRecord(values.record);

const QUERY = 'license';
/** A tenth of what comes over the network. */
const TRANSFER_GOAL = 10;
const FASTER_GOAL = 1;

type Sample = Visit & { searchMs: number };
type Contest = { what: string; page: 'first' | 'reference'; peer: string; site: Site };

const temporary = await mkdtemp(path.join(tmpdir(), 'esoz-bench-docs-'));
const folder = values.peers ?? temporary;
const served = new Map<Site, Served>();
let browser: Browser | undefined;
try {
  await mkdir(folder, { recursive: true });
  await installPeers(folder);
  const own = ours();
  const contests: Contest[] = [
    { what: 'first page', page: 'first', peer: 'VitePress', site: await vitePress(folder) },
    { what: 'page of a method', page: 'reference', peer: 'Scalar', site: await scalar(folder) },
  ];
  for (const site of [own, ...contests.map((contest) => contest.site)])
    served.set(site, await serve(site.files));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const figures: Figure[] = [];
  for (const contest of contests) figures.push(...(await compare(browser, own, contest)));
  await recordFigures('docs', values.record, figures);
} finally {
  await browser?.close();
  for (const each of served.values()) each.close();
  await rm(temporary, { recursive: true, force: true });
}

async function compare(on: Browser, own: Site, { what, page, peer, site }: Contest): Promise<Figure[]> {
  const [mine, theirs]: [Sample[], Sample[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(await sample(on, own, page));
    theirs.push(await sample(on, site, page));
  }
  const rows = (['bytes', 'paintMs', 'searchMs'] as const).map((measure) => {
    const of = (samples: Sample[]) => samples.map((each) => each[measure]);
    // Less is better: how many times as much the peer takes.
    return { measure, own: of(mine), peer: of(theirs), ratio: pairedRatio(of(theirs), of(mine)) };
  });
  console.table(
    rows.map(({ measure, own: one, peer: other, ratio }) => ({
      what: `${what}, ${measure}`,
      ours: Math.round(median(one)),
      [peer]: Math.round(median(other)),
      ratio: ratio.toPrecision(3),
    })),
  );
  const [bytes, paint, search] = rows.map(({ ratio }) => ratio) as [number, number, number];
  return [
    { what: `${what} over the network, all that it loads`, peer, ratio: bytes, goal: TRANSFER_GOAL },
    { what: `${what}, first paint`, peer, ratio: paint, goal: FASTER_GOAL },
    { what: `${what}, first search result`, peer, ratio: search, goal: FASTER_GOAL },
  ];
}

async function sample(on: Browser, site: Site, page: 'first' | 'reference'): Promise<Sample> {
  const url = `${served.get(site)?.url}${site[page]}`;
  return { ...(await visit(on, url)), searchMs: await searchMs(on, url, site, QUERY) };
}
