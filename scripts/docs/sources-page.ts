import { SOURCES } from '../sources/sources.ts';
import type { Both, Part, Source, Statement } from '../sources/statement.ts';
import { readSpecification } from '../specification.ts';
import { code, generatedFrom, table } from './markdown.ts';
import { VERDICTS, WORDS } from './sources-words.ts';

type Language = keyof Both;
type Link = (citation: string) => string;

/** `docs/sources.md` and `docs/sources.uk.md`: what became of each statement of the two source pages. */
export async function statementsPage(language: Language): Promise<string> {
  const specification = await readSpecification();
  const link: Link = (citation) =>
    `[${citation}](../SPEC.md#${specification.get(citation.split(' ')[0] as string)?.anchor})`;
  const words = WORDS[language];
  return [
    `${generatedFrom('scripts/sources')}# ${words.title}\n\n${words.introduction}`,
    summary(language),
    `## ${words.decisionsTitle}\n\n${words.decisions}\n\n${decisions(language, link)}`,
    ...SOURCES.map((source) => sourceSection(source, language, link)),
  ].join('\n');
}

/** The decision of SPEC 14 about all of it. */
const RESIDUE = 4;

const statementsOf = ({ parts }: Source) => parts.flatMap(({ statements }) => statements);

/** How many statements of each page came to what. */
function summary(language: Language): string {
  const rows = Object.entries(VERDICTS).map(([verdict, { name, meaning }]) => [
    `**${name[language]}**`,
    meaning[language],
    ...SOURCES.map((source) =>
      String(statementsOf(source).filter((each) => each.verdict === verdict).length),
    ),
  ]);
  const { outcome, meaning, all } = WORDS[language];
  const totals = SOURCES.map((source) => `**${statementsOf(source).length}**`);
  return table(
    [outcome, meaning, ...SOURCES.map(({ title }) => title)],
    [...rows, [`**${all}**`, '', ...totals]],
  );
}

/** Contradictions by their row in SPEC 14, with the places where they were met. */
function decisions(language: Language, link: Link): string {
  const met = SOURCES.flatMap((source) =>
    source.parts.flatMap((part) =>
      part.statements.flatMap((statement, at) =>
        statement.verdict === 'decided' ? [{ statement, place: `${part.heading}, ${at + 1}`, source }] : [],
      ),
    ),
  );
  const rows = met
    .toSorted((left, right) => left.statement.decision - right.statement.decision)
    .map(({ statement, place, source }) => [
      link(`14 (${statement.decision})`),
      `*${source.title}*: ${place}`,
      statement[language],
    ]);
  const { decision, place, says } = WORDS[language];
  return table([decision, place, says], rows);
}

function sourceSection(source: Source, language: Language, link: Link): string {
  const parts = source.parts.map((part) => partSection(part, language, link));
  return `## ${source.title}\n\n${parts.join('\n')}`;
}

function partSection({ heading, statements }: Part, language: Language, link: Link): string {
  const { says, outcome, keptBy } = WORDS[language];
  const rows = statements.map((statement, at) => [
    String(at + 1),
    statement[language],
    outcomeOf(statement, language, link),
    proofOf(statement, language, link),
  ]);
  return `### ${heading}\n\n${table(['#', says, outcome, keptBy], rows)}`;
}

/** The verdict, with the section of the specification and the decision that it rests on. */
function outcomeOf(statement: Statement, language: Language, link: Link): string {
  const verdict = VERDICTS[statement.verdict].name[language];
  if (statement.verdict === 'name') return verdict;
  const sections = 'spec' in statement ? [statement.spec] : [];
  const decision = statement.verdict === 'residue' ? RESIDUE : 'decision' in statement && statement.decision;
  const cited = decision ? [...sections, `14 (${decision})`] : sections;
  return `${verdict}: ${cited.map(link).join(', ')}`;
}

function proofOf(statement: Statement, language: Language, link: Link): string {
  if (!('spec' in statement)) return '–';
  const { rule, test, case: id } = statement;
  const [file, name] = test;
  const words = WORDS[language];
  const linked = name.replace(/SPEC (\d[\d.]*\d|\d)/g, (_cited, number) => `SPEC ${link(number)}`);
  return [
    ...(rule === undefined ? [] : [`${words.rule} ${code(rule)}`]),
    `${words.test} «${linked}» ([${code(file)}](../${file}))`,
    id === null ? words.noCase : `${words.case} ${code(id)}`,
  ].join('; ');
}
