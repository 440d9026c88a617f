import type { Import } from './imports.ts';
import { ROOMS, type Room, roomOf } from './rooms.ts';

/** That files of one room import files of another. */
export type Arrow = { from: Room; to: Room };

/** The arrows between rooms that the imports make, each once; those that go up are the layer check's business. */
export function arrowsOf(imports: readonly Import[]): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const { from, to } of imports) {
    const [own, other] = [roomOf(from), roomOf(to)];
    if (own !== undefined && other !== undefined && ROOMS.indexOf(own) < ROOMS.indexOf(other))
      arrows.set(`${own.name} → ${other.name}`, { from: own, to: other });
  }
  return [...arrows.values()];
}

/** Without the arrows that a longer way already says: where a → b → c is, a → c goes. */
export function withoutShortcuts(arrows: readonly Arrow[]): Arrow[] {
  const reach = (from: Room): Room[] => direct(from).flatMap((to) => [to, ...reach(to)]);
  const direct = (from: Room) => arrows.filter((arrow) => arrow.from === from).map(({ to }) => to);
  return arrows.filter(
    ({ from, to }) => !direct(from).some((between) => between !== to && reach(between).includes(to)),
  );
}
