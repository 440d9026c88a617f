import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FLOORS } from '../architecture/rooms.ts';
import { root } from '../checks/files.ts';
import { code, table } from './markdown.ts';

const BEGIN =
  '<!-- Generated from scripts/architecture/rooms.ts by `npm run docs`; do not edit up to the next mark. -->\n';
const END = '<!-- End of what is generated. -->\n';

/** `src/README.md`: its prose is written by hand, the table of rooms above it is not. */
export async function sourcesPage(): Promise<string> {
  const text = await readFile(path.join(root, 'src/README.md'), 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error('src/README.md has lost the marks around its table');
  return `${text.slice(0, begin)}${BEGIN}\n${roomsTable()}\n${text.slice(end)}`;
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
