import { countLines, readSources, type SourceFile } from './files.ts';

const MAX_LINES = 300;

/** Files that may be longer, and why. */
const REASONS: Record<string, string> = {
  'scripts/architecture/rooms.ts': 'one table of all rooms, which is read as one',
  'deploy/monitoring/grafana/esoz.json': 'one page of Grafana, as Grafana reads it',
  'deploy/monitoring/prometheus/esoz.rules.test.yml': 'two histories for each alert, side by side',
  'SPEC.md': 'normative, and kept whole: its sections are cited by their numbers',
  'worlds/demo.json': 'a registry in one file, which refers to itself by ids',
};

/** What `npm run docs` writes is as long as its source makes it. */
const isGenerated = ({ name, text }: SourceFile) =>
  name.startsWith('openapi/') || /^(<!--|\/\/) Generated /.test(text);

/** No file is longer than 300 lines without a reason, and no reason outlives its file. */
export async function fileLengthProblems(): Promise<string[]> {
  const long = (await readSources()).filter(
    (file) => countLines(file.text) > MAX_LINES && !isGenerated(file),
  );
  const names = long.map(({ name }) => name);
  return [
    ...long
      .filter(({ name }) => REASONS[name] === undefined)
      .map(
        ({ name, text }) =>
          `${name} has ${countLines(text)} lines, and scripts/checks/file-lengths.ts no reason for it`,
      ),
    ...Object.keys(REASONS)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} needs its reason in scripts/checks/file-lengths.ts no longer`),
  ];
}
