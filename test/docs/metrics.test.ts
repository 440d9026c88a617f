/**
 * Goal: what the page says of metrics is what a running product shows.
 * Method: names of the reference page against a scrape, with workers, since some are there only with
 * them. Alerts and their runbooks are tried in test/deploy/.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startAel, startProduct } from '../fixtures/product.ts';

const page = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

let database: TestDatabase;
let product: RunningProduct;
const nhs = portal();
before(async () => {
  database = await createTestDatabase();
  product = await startProduct({ env: { DATABASE_URL: database.url, WORKERS: '2' }, world: nhs.world });
});
after(async () => {
  await product.stop();
  await database.drop();
});

const scrape = async () => (await fetch(`${product.adminUrl}/metrics`)).text();
const familiesOf = (text: string) => [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
const sampleOf = (text: string, sample: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${sample} `))
      ?.slice(sample.length + 1),
  );

test('every metric of the page is shown, with its kind and a help, and no other of ours', async () => {
  const rows = [...(await page('reference/metrics.md')).matchAll(/^\| `(esoz_\w+)` \| (\w+) \|/gm)];
  const text = await scrape();
  const shown = familiesOf(text).filter(([, name]) => name?.startsWith('esoz_'));
  assert.deepEqual(
    rows.map(([, name, kind]) => `${name} ${kind}`),
    shown.map(([, name, kind]) => `${name} ${kind}`).sort(),
  );
  for (const [, name] of rows) assert.match(text, new RegExp(`^# HELP ${name} \\S.{10,}`, 'm'));
});

test('an upload is counted in the store, and one that replaces by the difference', async () => {
  const bucket = 'ambulatory_contracts-demo';
  const before = await scrape();
  assert.equal(sampleOf(before, `esoz_store_objects{bucket="${bucket}"}`), 0);
  for (const body of ['12345', 'replaced', '1234567']) {
    const link = await linkTo(product.apiUrl, nhs, 'PUT', RESOURCE_ID, body === '1234567' ? 'b' : 'a');
    assert.equal((await fetch(link, { method: 'PUT', body })).status, 200);
  }
  const now = await scrape();
  assert.equal(sampleOf(now, `esoz_store_objects{bucket="${bucket}"}`), 2);
  assert.equal(sampleOf(now, `esoz_store_bytes{bucket="${bucket}"}`), 'replaced'.length + 7);
  assert.ok(sampleOf(now, 'esoz_disk_free_bytes') > 0);
  assert.ok(sampleOf(now, 'esoz_disk_size_bytes') >= sampleOf(now, 'esoz_disk_free_bytes'));
});

test('esoz ael shows its readiness and its store as well', async () => {
  const ael = await startAel();
  const text = await (await fetch(`${ael.adminUrl}/metrics`)).text();
  await ael.stop();
  assert.equal(sampleOf(text, 'esoz_ready{part="bucket"}'), 1);
  assert.equal(sampleOf(text, 'esoz_store_bytes{bucket="ambulatory_contracts-demo"}'), 0);
  assert.ok(sampleOf(text, 'esoz_disk_free_bytes') > 0);
});
