import { type Arrow, arrowsOf, withoutShortcuts } from '../../architecture/arrows.ts';
import { readImports } from '../../architecture/imports.ts';
import { FLOORS, type Room } from '../../architecture/rooms.ts';

/** `row`: which from above; a floor has as many as its rooms need. */
export type Box = { room: Room; row: number; x: number; y: number; width: number };
export type Band = { name: string; y: number; height: number };

/** Wider than other pictures: arrows need room between the boxes. */
export const WIDTH = 520;
export const BOX_HEIGHT = 40;
const ROW_PITCH = 92;
const SIDE = 18;
/** Room for the name of the first floor, and for the arcs above it. */
const TOP = 36;
/** Between boxes: for the arrows that pass a row, at least and at most. */
const GAP = { least: 26, most: 44 };
/** Above and below the boxes of a floor; its name stands above them. */
const BAND = { above: 28, below: 10 };

export const rowTop = (row: number): number => TOP + row * ROW_PITCH;

const widthOf = ({ name }: Room): number => Math.max(70, Math.round(labelOf(name).length * 8.4) + 18);
const filled = (rooms: readonly Room[], gap: number): number =>
  rooms.reduce((sum, room) => sum + widthOf(room) + gap, -gap);

/** The rooms of a floor in rows that fit, in the order of the table: an arrow goes to the right or to a later row. */
function rowsOf(rooms: readonly Room[]): Room[][] {
  const rows: Room[][] = [];
  for (const room of rooms) {
    const last = rows.at(-1);
    if (last !== undefined && filled([...last, room], GAP.least) <= WIDTH - 2 * SIDE) last.push(room);
    else rows.push([room]);
  }
  return rows;
}

/** Every row centred. */
export function placeBoxes(): Box[] {
  return FLOORS.flatMap(({ rooms }) => rowsOf(rooms)).flatMap((rooms, row) => {
    const spare = WIDTH - 2 * SIDE - filled(rooms, 0);
    const gap = Math.min(GAP.most, Math.floor(spare / Math.max(1, rooms.length - 1)));
    let x = Math.round((WIDTH - filled(rooms, gap)) / 2);
    return rooms.map((room) => {
      const box = { room, row, x, y: rowTop(row), width: widthOf(room) };
      x += box.width + gap;
      return box;
    });
  });
}

/** What lies behind the rows of each floor. */
export function placeBands(): Band[] {
  let row = 0;
  return FLOORS.map(({ name, rooms }) => {
    const rows = rowsOf(rooms).length;
    const y = rowTop(row) - BAND.above;
    row += rows;
    return { name, y, height: (rows - 1) * ROW_PITCH + BAND.above + BOX_HEIGHT + BAND.below };
  });
}

/** What a box says: rooms of the embedded store stand beside it and need not repeat its name. */
export function labelOf(name: string): string {
  return name.replace(/^(?:#embedded-store|platform)\//, '').replace(/^platform$/, 'clock, log, …');
}

/** Arrows between floors and along one; those to the platform are left out, since nearly every room has them. */
export async function readArrows(): Promise<Arrow[]> {
  const platform = FLOORS.find(({ name }) => name === 'platform')?.rooms ?? [];
  const arrows = arrowsOf(await readImports(['src', 'packages'])).filter(({ to }) => !platform.includes(to));
  return withoutShortcuts(arrows);
}
