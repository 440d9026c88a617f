import { sectionOf } from '../case.ts';
import type { Report } from '../run.ts';
import type { Verdict } from '../verdict.ts';
import { countsOf } from './summary.ts';
import { specificationOf } from './terminal.ts';

/** The report as CI servers read it: a test case a sentence, skipped where it could not be tried. */
export function junitReport(report: Report): string {
  const { broken, not_applicable } = countsOf(report.verdicts);
  const total = report.verdicts.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(`conformance of ${report.url}`)}" tests="${total}" failures="${broken}" skipped="${not_applicable}" errors="0" time="${report.seconds}" timestamp="${escaped(report.started_at)}">`,
    ...report.verdicts.map((verdict) => testCase(verdict, report.url)),
    '</testsuite>',
    '',
  ].join('\n');
}

function testCase({ id, sentence, uk, status, why = '', exchange }: Verdict, url: string): string {
  const opening = `  <testcase classname="SPEC ${sectionOf(id)}" name="${escaped(`${id}: ${sentence}`)}"`;
  if (status === 'held') return `${opening}/>`;
  if (status === 'not_applicable') return `${opening}><skipped message="${escaped(why)}"/></testcase>`;
  const told = [uk, specificationOf(id, url), JSON.stringify(exchange, null, 2)].join('\n');
  return `${opening}><failure message="${escaped(why)}">${escaped(told)}</failure></testcase>`;
}

/** Text in XML 1.0, which has no way to write most control characters, nor half of a surrogate pair. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
