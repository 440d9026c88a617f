/**
 * Goal: the tutorial about the first licence tells no untruth, and a tutorial says the same in both languages.
 * Method: its commands, word by word and in their order, against a running demo on other ports; what each shows is compared
 * with what came, but for ids and times. The Ukrainian text has the same blocks, so it needs no second run.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createTestDatabase } from '../fixtures/database.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { type Block, readBlocks } from '../fixtures/tutorial.ts';

const ORIGIN = 'http://127.0.0.1:4000';
/** What the reader copies from an answer into a later command. */
const MARKS = [
  { mark: 'LICENSE_ID', from: '"type":"PHARMACY_DRUGS"', key: 'id' },
  { mark: 'UPLOAD_LINK', from: '"action":"PUT"', key: 'url' },
  { mark: 'DOWNLOAD_LINK', from: '"action":"GET"', key: 'url' },
];
const withCurl = spawnSync('curl', ['--version']).error ? { skip: 'curl is not installed' } : {};

test('each command of the tutorial does what it says', withCurl, async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-tutorial-'));
  t.after(() => rm(folder, { recursive: true }));
  const database = await createTestDatabase();
  t.after(() => database.drop());
  // As under the default port, where the demo's redirect URIs are those of the file.
  const env = { DATABASE_URL: database.url, PUBLIC_URL: ORIGIN };
  const product = await startProduct({ env });
  t.after(() => product.stop());
  const [start, ...blocks] = await readBlocks('first-license.md');
  assert.equal(start?.text, 'npm start\n');
  assertPrinted(product, blocks);

  const copied = new Map<string, string>();
  let output = '';
  for (const { language, text } of blocks.slice(1)) {
    if (language === 'sh') {
      const command = [...copied].reduce((all, [mark, value]) => all.replace(mark, value), text);
      if (text.startsWith('npx esoz '))
        output = (await runEsoz(command.trim().split(' ').slice(2), env)).stdout;
      else output = await shell(command.replaceAll(ORIGIN, product.apiUrl), folder);
      copy(text, output, copied);
      output = output.replaceAll(product.apiUrl, ORIGIN);
    } else if (language === 'json') assert.deepEqual(settled(bodyOf(output)), settled(text));
    else for (const line of text.trim().split('\n')) await assertLine(line, () => output + product.log());
  }
});

/** The calls that the start prints are those of the page. */
function assertPrinted({ ready, apiUrl }: RunningProduct, blocks: readonly Block[]): void {
  for (const name of ['demo', 'demo_link']) {
    const { curl } = ready[name] as { curl: string };
    const printed = `${curl.replaceAll(apiUrl, ORIGIN)}\n`;
    assert.ok(
      blocks.some(({ text }) => text === printed),
      printed,
    );
  }
}

/** @throws when the command fails, with all that it wrote */
async function shell(command: string, cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-ec', command], { encoding: 'utf8', cwd });
  return stdout;
}

function copy(command: string, output: string, copied: Map<string, string>): void {
  for (const { mark, from, key } of MARKS) {
    if (!command.includes(from) || copied.has(mark)) continue;
    copied.set(mark, JSON.parse(bodyOf(output)).data[key]);
  }
}

const bodyOf = (output: string): string => output.split('\r\n\r\n').at(-1) ?? '';

/** A line of a log is shown as a terminal has it: what it says of the refusal stands in the JSON line as well. */
async function assertLine(line: string, written: () => string): Promise<void> {
  const ofLog = line.match(/(?<= (?:error|rule)=)\S+/g) ?? [line];
  for (const part of ofLog.map(anyLanes))
    await eventually(part, () => anyLanes(written()).includes(part), 20_000);
}

/** How many sessions wrote, and whether two of them share a lane, is another each time (ADR 0004). */
const anyLanes = (text: string): string => text.replaceAll(/ in \d+ lanes?:/g, ' in … lanes:');

/** Without what is another each time. */
function settled(json: string): unknown {
  return JSON.parse(json, (key, value) => {
    if (/^(id|request_id|last_modified|\w+_at)$/.test(key) && value !== 'my-first-refusal')
      return typeof value;
    return value;
  });
}

for (const name of ['first-license', 'connect-a-mis'])
  test(`${name}: the Ukrainian text has the commands and outputs of the English one, in their order`, async () => {
    assert.deepEqual(await readBlocks(`${name}.uk.md`), await readBlocks(`${name}.md`));
  });
