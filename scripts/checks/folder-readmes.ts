import { ROOMS } from '../architecture/rooms.ts';
import { countLines, readSources } from './files.ts';

const MAX_LINES = 30;

/** As long as their readers need: the generated table of all rooms, and what npm shows of the published package. */
const LONGER = ['src/README.md', 'client/README.md'];

/** Every room, and `packages/` itself, says in at most 30 lines what it is for. */
export async function folderReadmeProblems(): Promise<string[]> {
  const sources = (await Promise.all(['src', 'packages', 'client'].map(readSources))).flat();
  const missing = ['packages', ...ROOMS.map(({ folder }) => folder)]
    .map((folder) => `${folder}/README.md`)
    .filter((readme) => !sources.some(({ name }) => name === readme))
    .map((readme) => `${readme} is missing`);
  const long = sources
    .filter(({ name, text }) => name.endsWith('/README.md') && countLines(text) > MAX_LINES)
    .filter(({ name }) => !LONGER.includes(name))
    .map(({ name, text }) => `${name} has ${countLines(text)} lines, ${MAX_LINES} are allowed`);
  return [...missing, ...long];
}
