import type { Alert, Matcher, Selector } from './alerts.ts';
import { fileOf, RULES, selectorsOf } from './alerts.ts';

type Sample = { metric: string; labels: string; value: number; grows: boolean };

/** What Prometheus has after one scrape: by series, with `up`, and nothing else where nobody answered. */
export type Scrape = ReadonlyMap<string, Sample>;

/** @param adminUrls of the processes of one installation, with which their series come together under one name */
export async function scrape(...adminUrls: string[]): Promise<Scrape> {
  const texts = await Promise.all(
    adminUrls.map((url) =>
      fetch(`${url}/metrics`).then(
        (answer) => answer.text(),
        () => '',
      ),
    ),
  );
  const isUp = texts.every((text) => text !== '');
  const up = { metric: 'up', labels: '', value: isUp ? 1 : 0, grows: false };
  return new Map([['up', up] as const, ...texts.flatMap(samplesIn)]);
}

function samplesIn(text: string): [string, Sample][] {
  const growing = new Set(
    [...text.matchAll(/^# TYPE (\S+) (?:counter|histogram)$/gm)].map(([, name]) => name),
  );
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, metric = '', labels = '', value]) => {
    const grows = growing.has(metric) || growing.has(metric.replace(/_(?:bucket|count|sum)$/, ''));
    return [`${metric}{${labels}}`, { metric, labels, value: short(Number(value)), grows }];
  });
}

/** Values of a history are written without an exponent. */
const short = (value: number): number => Number(value.toFixed(6));

/** A fault of the product, as two scrapes have it. */
export type Episode = {
  before: Scrape;
  during: Scrape;
  /** The fault is taken to go on, and what it did between the scrapes to come again after so many seconds. */
  everySeconds: number;
};

/** Long enough for every `for` and every window. */
const ROUNDS = 150;
const QUIET_ROUNDS = 3;

/** What `promtool test rules` is asked about an episode: whether the alert comes of it. */
export function questionOf({ alert, expr }: Alert, { before, during, everySeconds }: Episode): object {
  const keys = [...new Set([...before.keys(), ...during.keys()])];
  return {
    name: alert,
    interval: `${everySeconds}s`,
    input_series: keys.flatMap((key) => {
      const [was, is] = [before.get(key), during.get(key)];
      return seriesOf([expr], (is ?? was) as Sample, `${quiet(was)} ${goingOn(was, is)}`);
    }),
    promql_expr_test: [firing(`ALERTS{alertname="${alert}", alertstate="firing"}`, everySeconds, 1)],
  };
}

/** The same about a product at rest, with what all the alerts look at: none of them comes. */
export function questionAtRest(all: readonly Alert[], atRest: Scrape): object {
  const exprs = all.map(({ expr }) => expr);
  return {
    name: 'at rest',
    interval: '15s',
    input_series: [...atRest.values()].flatMap((sample) =>
      seriesOf(exprs, sample, `${sample.value}+0x${ROUNDS}`),
    ),
    promql_expr_test: [firing('ALERTS', 15, 0)],
  };
}

/** As a file of promtool has one, if any of the expressions looks at it. */
function seriesOf(exprs: readonly string[], sample: Sample, values: string): object[] {
  if (!exprs.flatMap(selectorsOf).some((selector) => isMeant(selector, sample))) return [];
  const labels = [sample.labels, 'job="esoz"', 'instance="product"'].filter(Boolean).join(',');
  return [{ series: `${sample.metric}{${labels}}`, values }];
}

const firing = (alerts: string, everySeconds: number, value: number) => ({
  expr: `count(${alerts}) > bool 0 or vector(0)`,
  eval_time: `${ROUNDS * everySeconds}s`,
  exp_samples: [{ labels: '{}', value }],
});

const quiet = (was: Sample | undefined) => (was ? `${was.value}+0x${QUIET_ROUNDS}` : `_x${QUIET_ROUNDS}`);

function goingOn(was: Sample | undefined, is: Sample | undefined): string {
  if (is === undefined) return `_x${ROUNDS}`;
  const step = is.grows ? short(is.value - (was?.value ?? 0)) : 0;
  return `${is.value}+${step}x${ROUNDS}`;
}

/** The file of the questions about several. */
export const asTestFile = (tests: object[]): object => ({ rule_files: [fileOf(RULES)], tests });

/** Labels that Prometheus adds. */
const ADDED = new Set(['job', 'instance']);

/** Whether a series is one that a selector asks for. */
export function isMeant(selector: Selector, { metric, labels }: Sample): boolean {
  const values = new Map(
    [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? '']),
  );
  return (
    metric === selector.metric &&
    selector.matchers.every((each) => ADDED.has(each.label) || fits(each, values.get(each.label) ?? ''))
  );
}

function fits({ operator, value }: Matcher, is: string): boolean {
  const isSo = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(is) : value === is;
  return operator.startsWith('!') ? !isSo : isSo;
}
