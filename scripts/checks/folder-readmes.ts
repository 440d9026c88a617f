import { ROOMS } from '../architecture/rooms.ts';
import { countLines, readSources } from './files.ts';

const MAX_LINES = 30;

/** Begins with the generated table of all rooms, and is as long as that makes it. */
const TABLE_OF_ROOMS = 'src/README.md';

/** Every room, and `packages/` itself, says in at most 30 lines what it is for. */
export async function folderReadmeProblems(): Promise<string[]> {
  const sources = [...(await readSources('src')), ...(await readSources('packages'))];
  const missing = ['packages', ...ROOMS.map(({ folder }) => folder)]
    .map((folder) => `${folder}/README.md`)
    .filter((readme) => !sources.some(({ name }) => name === readme))
    .map((readme) => `${readme} is missing`);
  const long = sources
    .filter(({ name, text }) => name.endsWith('/README.md') && countLines(text) > MAX_LINES)
    .filter(({ name }) => name !== TABLE_OF_ROOMS)
    .map(({ name, text }) => `${name} has ${countLines(text)} lines, ${MAX_LINES} are allowed`);
  return [...missing, ...long];
}
