import { countLines, readSources } from './files.ts';

const MAX_LINES = 30;

/** Begins with the generated table of all rooms, and is as long as that makes it. */
const TABLE_OF_ROOMS = 'src/README.md';

/** Every folder directly under src/ and packages/ says in at most 30 lines what it is for. */
export async function folderReadmeProblems(): Promise<string[]> {
  const sources = [...(await readSources('src')), ...(await readSources('packages'))];
  const folders = new Set(
    sources
      .map(({ name }) => name.split('/'))
      .flatMap(([top, folder, file]) => (file ? [`${top}/${folder}`] : [])),
  );
  const missing = [...folders]
    .map((folder) => `${folder}/README.md`)
    .filter((readme) => !sources.some(({ name }) => name === readme))
    .map((readme) => `${readme} is missing`);
  const long = sources
    .filter(({ name }) => name.endsWith('/README.md') && name !== TABLE_OF_ROOMS)
    .filter(({ text }) => countLines(text) > MAX_LINES)
    .map(({ name, text }) => `${name} has ${countLines(text)} lines, ${MAX_LINES} are allowed`);
  return [...missing, ...long];
}
