import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FLOORS } from '../architecture/rooms.ts';
import { root } from '../checks/files.ts';
import { code, table, withGeneratedPart } from './markdown.ts';

/** `src/README.md`: its prose is written by hand, the table of rooms above it is not. */
export async function sourcesPage(): Promise<string> {
  const page = await readFile(path.join(root, 'src/README.md'), 'utf8');
  return withGeneratedPart(page, 'scripts/architecture/rooms.ts', roomsTable());
}

function roomsTable(): string {
  const rows = FLOORS.flatMap(({ name: floor, rooms }) =>
    rooms.map(({ name, folder, purpose, imports }, at) => [
      at === 0 ? `**${floor}**` : '',
      `[${code(name)}](${folder.startsWith('src/') ? folder.slice('src/'.length) : `../${folder}`})`,
      purpose,
      imports.length === 0 ? 'nothing' : imports.map(code).join(' '),
    ]),
  );
  return table(['Floor', 'Room', 'What lives there', 'May import'], rows);
}
