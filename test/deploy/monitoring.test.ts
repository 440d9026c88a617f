/**
 * Goal: alerts and dashboard are what Prometheus and Grafana take, ask for what the product shows, and each alert has two
 * histories and a runbook.
 * Method: the judge that comes with Prometheus, and the files against what the sources register. That faults of the product
 * fire the alerts is in runbooks.test.ts.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describeMetrics } from '../../scripts/docs/metrics-page.ts';
import { createRegistry } from '../../src/platform/metrics.ts';
import { promtool, promtoolOn, whyNoPromtool } from '../fixtures/promtool.ts';
import {
  alerts,
  CASES,
  casesOf,
  dashboard,
  fileOf,
  groupingsOf,
  PROMETHEUS,
  questions,
  RULES,
  runbookOf,
  selectorsOf,
} from './alerts.ts';
import { commandsIn, wrongIn } from './commands.ts';

const skip = whyNoPromtool();
const SECTIONS = ['What it means', 'How bad', 'Look', 'Mend', 'Afterwards'];
/** What Prometheus itself adds, or knows without being told. */
const OF_PROMETHEUS = new Map([
  ['up', []],
  ['ALERTS', ['alertname', 'alertstate']],
]);
const OF_A_SCRAPE = ['job', 'instance', 'le'];

test('Prometheus takes the rules and the example of its configuration', { skip }, async () => {
  await promtool('check', 'config', fileOf(`${PROMETHEUS}/prometheus.yml`));
  await promtool('check', 'rules', fileOf(RULES));
});

test('each alert comes when it should, as the page of it is called, and not when it should not', {
  skip,
}, async () => {
  await promtool('test', 'rules', fileOf(CASES));
});

test('no alert lacks a history that fires it, one that does not, a severity, a summary or a runbook', () => {
  assert.ok(alerts.length >= 20);
  for (const { alert, labels, annotations } of alerts) {
    assert.deepEqual(casesOf(alert), { firing: 1, silent: 1 }, alert);
    assert.match(labels.severity, /^(?:page|ticket)$/, alert);
    assert.ok(annotations.summary.length > 10, alert);
    assert.equal(annotations.runbook, `{{ $externalLabels.docs }}/runbooks/${alert}`);
  }
});

test('each runbook has the one form and is of an alert', () => {
  const names = alerts.map(({ alert }) => alert);
  assert.deepEqual(
    readdirSync(fileOf('docs/runbooks')).toSorted(),
    names.map((name) => `${name}.md`).toSorted(),
  );
  for (const name of names) {
    const text = runbookOf(name);
    assert.ok(text.startsWith(`# ${name}: `), name);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, SECTIONS, name);
    assert.match(text, /^## Look\n\n```sh\n(?:.+\n)+```$/m, `${name} begins to look by commands`);
    assert.ok(text.split('\n').length <= 40, `${name} is read at night`);
  }
});

test('every command of a runbook is one of the program', async () => {
  for (const { alert } of alerts)
    for (const command of commandsIn(runbookOf(alert)))
      assert.equal(await wrongIn(command), undefined, `${alert}: ${command}`);
});

test('processes are looked for by the name that the system has of this Node.js', {
  skip: process.platform !== 'linux',
}, () => {
  const name = readFileSync('/proc/self/comm', 'utf8').trim();
  const asked = alerts.flatMap(({ alert }) =>
    [...runbookOf(alert).matchAll(/\bps -C (\S+)/g)].map(([, which]) => which),
  );
  assert.deepEqual(new Set(asked), new Set([name]));
});

test('alerts and dashboard ask for metrics that there are, by labels that these have', async () => {
  const ours = describeMetrics().flatMap(({ name, kind, labels }) =>
    (kind === 'histogram' ? ['_bucket', '_count', '_sum'] : ['']).map(
      (part) => [name + part, labels] as const,
    ),
  );
  const library = createRegistry()
    .getMetricsAsArray()
    .map(({ name }) => [name, []] as const);
  const known = new Map<string, readonly string[]>([...OF_PROMETHEUS, ...library, ...ours]);
  for (const expr of [...alerts.map((each) => each.expr), ...questions]) {
    const selectors = selectorsOf(expr);
    assert.ok(selectors.length > 0, expr);
    const labels = selectors.flatMap(({ metric }) => [...(known.get(metric) ?? []), ...OF_A_SCRAPE]);
    for (const { metric, matchers } of selectors) {
      assert.ok(known.has(metric), `${metric} in ${expr}`);
      for (const { label } of matchers)
        assert.ok([...(known.get(metric) ?? []), ...OF_A_SCRAPE].includes(label), `${label} of ${metric}`);
    }
    for (const label of groupingsOf(expr)) assert.ok(labels.includes(label), `${label} in ${expr}`);
  }
});

test('the dashboard asks what Prometheus understands', { skip }, async () => {
  const rules = questions.map((expr, at) => ({ record: `question:${at}`, expr }));
  await promtoolOn({ groups: [{ name: 'questions', rules }] }, 'check', 'rules');
});

test('panels stand in the grid without covering each other, and each says what is usual', () => {
  const { panels, templating } = dashboard;
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length);
  assert.deepEqual(
    templating.list.map(({ name, type }) => [name, type]),
    [['datasource', 'datasource']],
  );
  const taken = new Map<string, string>();
  for (const { title, type, description, datasource, targets, gridPos } of panels) {
    const { x, y, w, h } = gridPos;
    assert.ok(x >= 0 && w > 0 && x + w <= 24 && h > 0, title);
    for (let column = x; column < x + w; column++)
      for (let line = y; line < y + h; line++) {
        const covered = taken.get(`${column} ${line}`);
        assert.equal(covered, undefined, `${title} covers ${covered}`);
        taken.set(`${column} ${line}`, title);
      }
    if (type === 'row') continue;
    assert.ok(description && targets && targets.length > 0, title);
    assert.equal(datasource?.uid, '${' + 'datasource}', title);
  }
});
