import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const fileOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const textOf = (name: string): string => readFileSync(fileOf(name), 'utf8');

export const PROMETHEUS = 'deploy/monitoring/prometheus';
export const RULES = `${PROMETHEUS}/esoz.rules.yml`;
export const CASES = `${PROMETHEUS}/esoz.rules.test.yml`;

export type Alert = {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
};

export const alerts: readonly Alert[] = (
  parse(textOf(RULES)) as { groups: { rules: Alert[] }[] }
).groups.flatMap(({ rules }) => rules);

type Case = { alert_rule_test: { alertname: string; exp_alerts: object[] }[] };

/** Of each alert, how many histories fire it and how many do not. */
export function casesOf(alert: string): { firing: number; silent: number } {
  const cases = (parse(textOf(CASES)) as { tests: Case[] }).tests
    .flatMap((each) => each.alert_rule_test)
    .filter(({ alertname }) => alertname === alert);
  const silent = cases.filter(({ exp_alerts }) => exp_alerts.length === 0).length;
  return { firing: cases.length - silent, silent };
}

export const runbookOf = (alert: string): string => textOf(`docs/runbooks/${alert}.md`);

export type Panel = {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
};

type Dashboard = {
  uid: string;
  panels: Panel[];
  templating: { list: { name: string; type: string }[] };
  annotations: { list: { expr: string }[] };
};

export const dashboard = JSON.parse(textOf('deploy/monitoring/grafana/esoz.json')) as Dashboard;

/** What the dashboard asks Prometheus, with a window where Grafana chooses one. */
export const questions: readonly string[] = [
  ...dashboard.annotations.list.map(({ expr }) => expr),
  ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
].map((expr) => expr.replaceAll('$__rate_interval', '1m'));

export type Matcher = { label: string; operator: string; value: string };
export type Selector = { metric: string; matchers: Matcher[] };

/** Which series an expression asks for. */
export function selectorsOf(expr: string): Selector[] {
  return [...expr.matchAll(/\b((?:esoz|nodejs|process)_\w+|up|ALERTS)\b(?:\{([^}]*)\})?/g)].map(
    ([, metric = '', inside = '']) => ({
      metric,
      matchers: [...inside.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map(
        ([, label = '', operator = '', value = '']) => ({ label, operator, value }),
      ),
    }),
  );
}

/** By which labels an expression groups. */
export const groupingsOf = (expr: string): string[] =>
  [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/));
