import { anchorOf } from '../case.ts';
import type { ShownExchange } from '../masked.ts';
import type { Report } from '../run.ts';
import type { Verdict } from '../verdict.ts';
import { countsOf, missingOf, sectionsInOrder, withStatus } from './summary.ts';

/** So many broken sentences are shown whole; of the others the ids. */
const MAX_SHOWN = 20;
const MAX_BODY_CHARACTERS = 600;
/** So many of those that lack the same. */
const MAX_IDS = 8;

/** The report for a terminal: what is broken first. */
export function terminalReport(report: Report): string {
  const broken = withStatus(report, 'broken');
  const { held, not_applicable } = countsOf(report.verdicts);
  const tried = held + broken.length;
  const [whole, others] = [broken.slice(0, MAX_SHOWN), broken.slice(MAX_SHOWN)];
  return [
    ...whole.flatMap((verdict) => [...brokenLines(verdict, report.url), '']),
    ...(others.length > 0 ? [`Broken as well: ${others.map(({ id }) => id).join(', ')}`, ''] : []),
    ...sectionLines(report),
    '',
    ...missingOf(report).flatMap(([why, ids]) => [`Not applicable, ${why}:`, `  ${someOf(ids)}`]),
    ...(not_applicable > 0 ? [''] : []),
    ...(report.stopped === undefined ? [] : [`Stopped before the end: ${report.stopped}.`]),
    `${report.url}: of ${tried} sentences tried ${held} held and ${broken.length} broken, ${not_applicable} not applicable, in ${report.seconds} s.`,
    ...(tried === 0 ? ['Nothing could be tried: the API is neither conformant nor not.'] : []),
  ].join('\n');
}

function brokenLines({ id, sentence, uk, why, exchange }: Verdict, url: string): string[] {
  return [
    `BROKEN  ${id}`,
    `  ${sentence}`,
    `  ${uk}`,
    ...(why ?? '').split('\n').map((line) => `  ! ${line}`),
    ...(exchange === undefined ? [] : exchangeLines(exchange)),
    `  ${specificationOf(id, url)}`,
  ];
}

/** Where the sentence stands; another implementation has no such page, but this product does. */
export const specificationOf = (id: string, url: string) => `${url}/docs/specification#${anchorOf(id)}`;

function exchangeLines({ request, answer }: ShownExchange): string[] {
  const body = request.body === '' ? [] : [`    ${cut(request.body)}`];
  const got = 'failure' in answer ? answer.failure : `${answer.status} ${cut(answer.body)}`;
  return [`  → ${request.method} ${request.url}`, ...body, `  ← ${got}`];
}

const someOf = (ids: readonly string[]) =>
  ids.length <= MAX_IDS
    ? ids.join(', ')
    : `${ids.slice(0, MAX_IDS).join(', ')} and ${ids.length - MAX_IDS} more`;

const cut = (text: string) =>
  text.length > MAX_BODY_CHARACTERS ? `${text.slice(0, MAX_BODY_CHARACTERS)}…` : text;

function sectionLines(report: Report): string[] {
  const row = (...cells: (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(9) : String(cell).padStart(8))).join('');
  return [
    row('section', 'held', 'broken', 'n/a'),
    ...sectionsInOrder(report.verdicts).map(([section, verdicts]) => {
      const { held, broken, not_applicable } = countsOf(verdicts);
      return row(section, held, broken, not_applicable);
    }),
  ];
}
