import { countLines, readSources } from './files.ts';

const MAX_LINES = 30;

/** Every folder directly under src/ says in at most 30 lines what it is for. */
export async function folderReadmeProblems(): Promise<string[]> {
  const sources = await readSources('src');
  const folders = new Set(
    sources.map(({ name }) => name.split('/')).flatMap(([, folder, file]) => (file ? [folder] : [])),
  );
  const missing = [...folders]
    .filter((folder) => !sources.some(({ name }) => name === `src/${folder}/README.md`))
    .map((folder) => `src/${folder}/README.md is missing`);
  const long = sources
    .filter(({ name, text }) => name.endsWith('/README.md') && countLines(text) > MAX_LINES)
    .map(({ name, text }) => `${name} has ${countLines(text)} lines, ${MAX_LINES} are allowed`);
  return [...missing, ...long];
}
