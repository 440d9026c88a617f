import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Exchange } from '#api-document';
import type { Ael } from '../../src/ael/contract.ts';
import { loadConfig } from '../../src/config/load.ts';
import { type Clock, clockFrom } from '../../src/platform/clock.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { Tracer } from '../../src/platform/tracing.ts';
import { openAelService } from '../../src/start/open-ael.ts';
import { loadWorld } from '../../src/worlds/load.ts';
import { DEMO_WORLD, readWorldFile } from '../../src/worlds/world-file.ts';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type AppInProcess, openApp } from '../fixtures/in-process.ts';
import { STARTS_AT } from '../fixtures/served-app.ts';
import type { PlayedExample } from './masks.ts';

/** A call of an example. */
export type Played = {
  by: Record<string, string>;
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  /** Sent as JSON, a text as it stands. */
  body?: object | string;
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Another API than the stage's own. */
  url?: string;
  /** What is shown of the answer, where that is long or not the same at each run. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies of any method
  shown?(body: any): object;
};

/** The demo as `npm start` has it, with a clock that stands still, on which the examples are played one after the other. */
export type Stage = {
  url: string;
  database: TestDatabase;
  pool: AppInProcess['pool'];
  clock: Clock;
  pass(milliseconds: number): void;
  /** What has been played, in its order. */
  played: PlayedExample[];
  /** Values that come from elsewhere than an answer, with what to call them. */
  names: Map<string, string>;
  /** Adds what the demo has no example of. */
  load(world: object): Promise<unknown>;
  /** The same API under other settings, or with another AEL. */
  open(env: Record<string, string>, ael?: Ael): Promise<string>;
  /**
   * Plays a call and keeps it.
   * @param method as the document has it, such as `PATCH /api/licenses/{id}`
   * @param outcome the status, and for an error its code
   * @throws when the answer is another one
   */
  play(method: string, outcome: string, call: Played): Promise<ApiAnswer['body']>;
  close(): Promise<void>;
};

/** Headers of an answer that say something to who reads an example. */
const SHOWN = [
  'Content-Type',
  'ETag',
  'Last-Modified',
  'Location',
  'Link',
  'Allow',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'WWW-Authenticate',
  'Idempotent-Replayed',
  'X-Warning',
];
const OF_LIMITS = /^RateLimit-/;
/** Where the demo answers. */
const [API, STORE] = ['http://127.0.0.1:4000', 'http://127.0.0.1:4002'];

/** @param tracer absent: nothing is traced */
export async function openStage({ tracer }: { tracer?: Tracer } = {}): Promise<Stage> {
  let passedMs = 0;
  const clock = clockFrom(() => new Date(STARTS_AT.getTime() + passedMs), 'Europe/Kyiv');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-examples-'));
  const database = await createTestDatabase();
  const config = loadConfig({ DATA_DIR: dataDir, STORE_PORT: '0' });
  const store = await openAelService(config, { clock, log: createLogger('error'), consoleOrigins: [] });
  const apps: AppInProcess[] = [];
  const origins = new Map([[store.storeUrl as string, STORE]]);
  async function open(env: Record<string, string>, ael: Ael = store.ael) {
    const app = await openApp(database, { clock, env, ael, tracer });
    apps.push(app);
    origins.set(app.url, API);
    return app;
  }
  const { url, pool } = await open({});
  await loadWorld(pool, clock, await readWorldFile(DEMO_WORLD));
  const stage: Stage = {
    ...{ url, pool, database, clock, played: [], names: new Map() },
    pass(milliseconds) {
      passedMs += milliseconds;
    },
    load: (world) => loadWorld(pool, clock, world),
    open: async (env, ael) => (await open(env, ael)).url,
    async play(method, outcome, played) {
      const { answer, exchange } = await send(url, method, played);
      assert.equal(outcomeOf(answer), outcome, answer.describe());
      stage.played.push({ method, outcome, exchange: atHome(exchange, origins) });
      return answer.body;
    },
    async close() {
      for (const app of apps) await app.close();
      await store.close(0);
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

async function send(url: string, method: string, played: Played) {
  const [verb, template] = method.split(' ') as [string, string];
  const { by, query = {}, form } = played;
  const inPath = template.replace(/\{(\w+)\}/g, (_mark, name) =>
    encodeURIComponent(played.path?.[name] ?? ''),
  );
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const path = search.size === 0 ? inPath : `${inPath}?${search}`;
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = form === undefined ? played.body : String(new URLSearchParams(form));
  const headers = { ...by, ...(body === undefined ? {} : { 'Content-Type': type }), ...played.headers };
  const answer = await call((played.url ?? url) + path, {
    method: verb,
    headers: Object.fromEntries(new Headers(headers)),
    body,
  });
  const exchange: Exchange = {
    request: { method: verb, path, headers, ...(body === undefined ? {} : { body: form ?? body }) },
    answer: {
      status: answer.status,
      headers: shownHeaders(answer),
      ...(answer.text === '' ? {} : { body: played.shown?.(answer.body) ?? answer.body }),
    },
  };
  return { answer, exchange };
}

/** The status, and of an error its code, which the header `Link` names. */
function outcomeOf({ status, headers }: ApiAnswer): string {
  const [, code] = /\/docs\/errors\/([\w-]+)>; rel="help"/.exec(headers.get('link') ?? '') ?? [];
  return code === undefined ? String(status) : `${status} ${code}`;
}

function shownHeaders({ status, headers }: ApiAnswer): Record<string, string> {
  const isShown = (name: string) => headers.has(name) && (status === 429 || !OF_LIMITS.test(name));
  return Object.fromEntries(SHOWN.filter(isShown).map((name) => [name, headers.get(name) as string]));
}

/** The exchange as `npm start` would have it. */
function atHome(exchange: Exchange, origins: ReadonlyMap<string, string>): Exchange {
  let text = JSON.stringify(exchange);
  for (const [here, there] of origins) text = text.replaceAll(here, there);
  return JSON.parse(text);
}
