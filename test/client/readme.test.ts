/**
 * Goal: what the client's README shows works as it stands, from the first licence to a refreshed token.
 * Method: its examples, block by block, against the real product; what each prints is looked at.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, mock, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { portal } from '../fixtures/portal.ts';
import { clinic } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';
import { pairOf } from '../oauth/flow.ts';
import { SECRET, useServedPeople } from '../oauth/world.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const owner = clinic();
const party = portal();
const setting = useSetting({
  world: {
    ...owner.world,
    clients: [...(owner.world.clients ?? []), ...(party.world.clients ?? [])],
    tokens: [...owner.world.tokens, ...(party.world.tokens ?? [])],
    api_keys: party.world.api_keys,
  },
});
const people = useServedPeople();

let blocks: string[];
let directory: string;
before(async () => {
  const readme = await readFile(path.join(ROOT, 'client/README.md'), 'utf8');
  blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block as string);
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-readme-'));
});
after(() => rm(directory, { recursive: true }));

/** Runs the first block that has this word. @returns what it printed, a line a call */
async function run(word: string, environment: Record<string, string> = {}): Promise<string> {
  const at = blocks.findIndex((block) => block.includes(word));
  const source = pathToFileURL(path.join(ROOT, 'client/src/index.ts')).href;
  const file = path.join(directory, `${randomUUID()}.mts`);
  await writeFile(file, (blocks[at] as string).replace("'esoz-client'", `'${source}'`));
  Object.assign(process.env, { ESOZ_URL: setting.product.apiUrl, ESOZ_TOKEN: owner.token, ...environment });
  const log = mock.method(console, 'log', () => {});
  try {
    await import(file);
    return log.mock.calls.map((call) => call.arguments.join(' ')).join('\n');
  } finally {
    log.mock.restore();
    blocks.splice(at, 1);
  }
}

test('every example of the README works', async () => {
  const first = blocks[0] as string;
  const created = await run('createLicense');
  assert.match(created, /^created [0-9a-f-]{36}$/);
  blocks.push(first);
  assert.equal(await run('createLicense'), 'there is one');
  assert.equal(await run('updateLicense', { LICENSE_ID: created.slice('created '.length) }), 'ВА-43');
  assert.equal(await run('items'), 'PHARMACY_DRUGS never expires');
  assert.equal(
    await run('upload', { PORTAL_TOKEN: party.token, PORTAL_API_KEY: party.apiKey }),
    '12 of 12\n12 bytes, as the store has them\n%PDF-1.7 …',
  );
  const { refresh: refreshToken } = await pairOf(people);
  const tokens = JSON.stringify({ accessToken: 'over', refreshToken });
  const client = { CLIENT_ID: people.ids.clinic, CLIENT_SECRET: SECRET };
  assert.equal(
    await run('refreshingTokens', { ESOZ_URL: people.url, ESOZ_TOKENS: tokens, ...client }),
    '200',
  );
  assert.deepEqual(blocks, [], 'each example has been run');
});
