import { type Arrow, arrowsOf, withoutShortcuts } from '../architecture/arrows.ts';
import { readImports } from '../architecture/imports.ts';
import { FLOORS, type Room } from '../architecture/rooms.ts';

export type Box = { room: Room; row: number; x: number; y: number; width: number };

export const WIDTH = 900;
export const BOX_HEIGHT = 42;
export const ROW_PITCH = 88;
const LEFT = 118;
const RIGHT = 16;
/** Room for the arcs above the first floor. */
const TOP = 24;
const WIDEST_GAP = 36;

export const rowTop = (row: number): number => TOP + row * ROW_PITCH;

/** Every floor a row, centred, its rooms in the order of the table. */
export function placeBoxes(): Box[] {
  return FLOORS.flatMap(({ rooms }, row) => {
    const widths = rooms.map(({ name }) => Math.max(78, Math.round(labelOf(name).length * 7.4) + 20));
    const filled = widths.reduce((sum, width) => sum + width, 0);
    const room = WIDTH - LEFT - RIGHT - filled;
    const gap = Math.min(WIDEST_GAP, Math.floor(room / rooms.length));
    let x = LEFT + Math.round((room - gap * (rooms.length - 1)) / 2);
    return rooms.map((each, at) => {
      const box = { room: each, row, x, y: rowTop(row), width: widths[at] as number };
      x += box.width + gap;
      return box;
    });
  });
}

/** What a box says: rooms of the embedded store stand beside it and need not repeat its name. */
export function labelOf(name: string): string {
  return name.replace(/^(?:#embedded-store|platform)\//, '').replace(/^platform$/, 'clock, log, …');
}

/** Arrows between floors and along one; those to the platform are left out, since nearly every room has them. */
export async function readArrows(): Promise<Arrow[]> {
  const platform = FLOORS.find(({ name }) => name === 'platform')?.rooms ?? [];
  const arrows = arrowsOf(await readImports(['src', 'packages', 'client'])).filter(
    ({ to }) => !platform.includes(to),
  );
  return withoutShortcuts(arrows);
}
