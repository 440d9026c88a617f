/**
 * Goal: what the pages say of metrics is what a running product shows.
 * Method: names and labels of the alerts and of the reference page against a scrape.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { RESOURCE_ID } from '../fixtures/object-names.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startAel, startProduct } from '../fixtures/product.ts';

const page = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const OF_HISTOGRAM = /_(?:bucket|count|sum)$/;

let database: TestDatabase;
let product: RunningProduct;
const nhs = portal();
before(async () => {
  database = await createTestDatabase();
  product = await startProduct({ env: { DATABASE_URL: database.url }, world: nhs.world });
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

test('the alerts ask for metrics and labels that there are', async () => {
  const alerts = await page('how-to/watch.md');
  const rows = [
    ...(await page('reference/metrics.md')).matchAll(/^\| `(esoz_\w+)` \| (\w+) \| ([^|]*) \|/gm),
  ];
  const declared = new Map(rows.map(([, name, , labels]) => [name, labels as string]));
  const expressions = [...alerts.matchAll(/expr: (?:\|\n((?: {10,}.*\n)+)|(.*)\n)/g)].map(
    ([, many, one]) => many ?? one ?? '',
  );
  assert.ok(expressions.length > 10);
  let seen = 0;
  const running = await scrape();
  for (const expression of expressions) {
    for (const [, name = '', matchers = ''] of expression.matchAll(
      /\b((?:esoz|nodejs|process)_\w+)(?:\{([^}]*)\})?/g,
    )) {
      seen++;
      const family = declared.has(name) ? name : name.replace(OF_HISTOGRAM, '');
      if (!name.startsWith('esoz_')) assert.match(running, new RegExp(`^# TYPE ${name} `, 'm'));
      else assert.ok(declared.has(family), `${name} in ${expression}`);
      for (const [, label] of matchers.matchAll(/(\w+)=/g))
        assert.ok(label === 'job' || declared.get(family)?.includes(`\`${label}\``), `${label} of ${name}`);
    }
  }
  assert.ok(seen >= expressions.length - 1);
});

test('the values of labels that alerts ask for are those of the product', async () => {
  const text = await scrape();
  for (const sample of [
    'esoz_ready{part="database"}',
    'esoz_ready{part="ael"}',
    'esoz_ready{part="bucket"}',
    'esoz_database_connections{state="waiting"}',
    'esoz_webhook_endpoints{state="failing"}',
    'esoz_rule_refusals_total{rule="license_type_not_present"}',
    'esoz_rule_refusals_total{rule="grant_not_used"}',
    'esoz_rule_refusals_total{rule="code_verifier_fits"}',
    'esoz_sign_ins_total{outcome="signed-in"}',
  ])
    assert.ok(Number.isFinite(sampleOf(text, sample)), sample);
  assert.equal(sampleOf(text, 'esoz_ready{part="database"}'), 1);
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
