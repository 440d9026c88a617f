import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { standingCases } from '../../src/conformance/table/standing.ts';
import { CASES } from '../../src/conformance/table/table.ts';
import { SOURCES } from '../sources/sources.ts';
import type { CitedTest, Part, Proof, Source } from '../sources/statement.ts';
import { readSpecification, type Specification } from '../specification.ts';
import { readSources, root } from './files.ts';

/** What rows may name. */
export type Named = {
  specification: Specification;
  /** Steps of each rule, and of each check before the rules. */
  steps: ReadonlyMap<string, ReadonlySet<string>>;
  /** Test files with their text. */
  tests: ReadonlyMap<string, string>;
  cases: ReadonlySet<string>;
};

/** Each statement of the source pages has its row, and what the row names is there. */
export async function sourceProblems(): Promise<string[]> {
  const files = await readSources();
  const tests = new Map(
    files.filter(({ name }) => name.endsWith('.test.ts')).map(({ name, text }) => [name, text]),
  );
  const named = {
    specification: await readSpecification(),
    steps: await readSteps(),
    tests,
    cases: new Set([...CASES, ...standingCases].map(({ id }) => id)),
  };
  return findSourceProblems(SOURCES, named);
}

export function findSourceProblems(sources: readonly Source[], named: Named): string[] {
  return sources.flatMap((source) => [
    ...outlineProblems(source),
    ...source.parts.flatMap((part) =>
      part.statements.flatMap((statement, at) => {
        const problems = 'spec' in statement ? proofProblems(statement, named) : [];
        const decision = statement.verdict === 'decided' ? [`14 (${statement.decision})`] : [];
        return [...problems, ...decision.flatMap((cited) => citationProblems(cited, named))].map(
          (problem) => `${place(source, part)}, ${at + 1}: ${problem}`,
        );
      }),
    ),
  ]);
}

const place = ({ title }: Source, { heading }: Part) => `${title}: ${heading}`;

/** The parts of the outline, in its order, each with as many rows as it has statements. */
function outlineProblems(source: Source): string[] {
  const wanted = Object.keys(source.outline);
  const found = source.parts.map(({ heading }) => heading);
  if (wanted.join('\n') !== found.join('\n'))
    return [
      `${source.title}: its outline has the parts ${wanted.join(', ')}; its rows have ${found.join(', ')}`,
    ];
  return source.parts
    .filter(({ heading, statements }) => statements.length !== source.outline[heading])
    .map(
      (part) =>
        `${place(source, part)} has ${source.outline[part.heading]} statements and ${part.statements.length} rows`,
    );
}

function proofProblems({ spec, rule, test, case: id }: Proof, named: Named): string[] {
  const rulesOfStep = [...named.steps].filter(([, steps]) => steps.has(spec)).map(([name]) => name);
  const rulesProblem = () => {
    if (rule === undefined)
      return rulesOfStep.length > 0 && spec.includes('(')
        ? [`${spec} is the step of ${rulesOfStep.join(', ')}, which the row does not name`]
        : [];
    const steps = named.steps.get(rule);
    if (steps === undefined) return [`there is no rule ${rule}`];
    // A row of a table is a step; a section as a whole is broader than the rule.
    return !spec.includes('(') || steps.has(spec)
      ? []
      : [`${rule} is the rule of ${[...steps].join(', ')}, not of ${spec}`];
  };
  return [
    ...citationProblems(spec, named),
    ...rulesProblem(),
    ...testProblems(test, named),
    ...(id === null || named.cases.has(id) ? [] : [`the conformance kit has no case ${id}`]),
  ];
}

function citationProblems(cited: string, { specification }: Named): string[] {
  const [, number = '', row] = /^(\S+?)(?: \((.+)\))?$/.exec(cited) ?? [];
  const section = specification.get(number);
  if (section === undefined) return [`SPEC.md has no section ${number}`];
  return row === undefined || section.rows.has(row) ? [] : [`section ${number} of SPEC.md has no row ${row}`];
}

/** The name stands in the file as a string, not in passing. */
function testProblems([file, name]: CitedTest, { tests }: Named): string[] {
  const text = tests.get(file);
  if (text === undefined) return [`there is no ${file}`];
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`))
    ? []
    : [`${file} has no test «${name}»`];
}

type Document = {
  'x-checks': { id: string; step: string }[];
  paths: Record<string, Record<string, { 'x-rules'?: { id: string; step: string }[] }>>;
};

/** Of the OpenAPI document, where they stand in one list; whether it is what the routes say is another check's matter. */
async function readSteps(): Promise<Map<string, Set<string>>> {
  const document: Document = JSON.parse(await readFile(path.join(root, 'openapi/openapi.json'), 'utf8'));
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const rules = [...document['x-checks'], ...operations.flatMap((operation) => operation['x-rules'] ?? [])];
  const steps = new Map<string, Set<string>>();
  for (const { id, step } of rules) steps.set(id, (steps.get(id) ?? new Set()).add(step));
  return steps;
}
