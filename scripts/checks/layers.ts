import { findCircles } from '../architecture/circles.ts';
import { type Import, isTest, readImports } from '../architecture/imports.ts';
import { ROOMS, type Room, roomOf } from '../architecture/rooms.ts';
import { readSources } from './files.ts';

const FOLDERS = ['src', 'packages', 'client'];
const TABLE = 'scripts/architecture/rooms.ts';

export type House = {
  rooms: readonly Room[];
  /** Every production file of the house. */
  files: readonly string[];
  imports: readonly Import[];
};

/** The imports of the production sources are those that the table of rooms allows, and go one way. */
export async function layerProblems(): Promise<string[]> {
  const sources = (await Promise.all(FOLDERS.map((folder) => readSources(folder)))).flat();
  const files = sources.map(({ name }) => name).filter((name) => name.endsWith('.ts') && !isTest(name));
  return findLayerProblems({ rooms: ROOMS, files, imports: await readImports(FOLDERS) });
}

export function findLayerProblems(house: House): string[] {
  return [
    ...tableProblems(house),
    ...placeProblems(house),
    ...arrowProblems(house),
    ...unusedProblems(house),
    ...findCircles(house.imports).map((files) => `a circle of files: ${files.toSorted().join(', ')}`),
  ];
}

/** A room names only rooms that stand further down in the table. */
function tableProblems({ rooms }: House): string[] {
  const names = rooms.map(({ name }) => name);
  return rooms.flatMap(({ name, imports }, at) => [
    ...(names.indexOf(name) === at ? [] : [`${TABLE} has ${name} twice`]),
    ...imports
      .filter((other) => names.indexOf(other) <= at)
      .map((other) => `${TABLE}: ${name} may not name ${other}, which is not further down`),
  ]);
}

/** Every file is in a room; beside rooms of its own, a folder has no others; and every room has files. */
function placeProblems({ rooms, files }: House): string[] {
  const strays = files.filter((file) => {
    const folder = roomOf(file, rooms)?.folder;
    if (folder === undefined) return true;
    const isDivided = rooms.some((other) => other.folder.startsWith(`${folder}/`));
    return isDivided && file.slice(folder.length + 1).includes('/');
  });
  return [
    ...new Set(strays.map((file) => `${file.slice(0, file.lastIndexOf('/'))} is in no room of ${TABLE}`)),
    ...rooms
      .filter(({ folder }) => !files.some((file) => roomOf(file, rooms)?.folder === folder))
      .map(({ folder }) => `${TABLE}: ${folder} holds no files`),
  ];
}

function arrowProblems({ rooms, imports }: House): string[] {
  return imports.flatMap(({ from, to, specifier }) => {
    const [own, other] = [roomOf(from, rooms), roomOf(to, rooms)];
    const arrow = `${from} imports ${to}`;
    if (isTest(to) || to.startsWith('test/')) return [`${arrow}: production does not know its tests`];
    if (own === undefined || own === other) return [];
    if (other === undefined) return [`${arrow}, which is outside of the house`];
    if (!own.imports.includes(other.name)) return [`${arrow}: ${own.name} may not import ${other.name}`];
    if (from.startsWith('src/') && !to.startsWith('src/') && !specifier.startsWith('#'))
      return [`${arrow}: a package is known by its # name alone`];
    return [];
  });
}

/** An arrow that is allowed and not there would make the table a wish. */
function unusedProblems({ rooms, imports }: House): string[] {
  const used = new Set(
    imports.map(({ from, to }) => `${roomOf(from, rooms)?.name} → ${roomOf(to, rooms)?.name}`),
  );
  return rooms.flatMap(({ name, imports: allowed }) =>
    allowed
      .filter((other) => !used.has(`${name} → ${other}`))
      .map((other) => `${TABLE}: no file of ${name} imports ${other} any more`),
  );
}
