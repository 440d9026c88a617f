import type { Import } from './imports.ts';

/**
 * Circles of files: each is a set of files of which every one reaches every other (Tarjan's strongly connected
 * components with more than one member, or a file that imports itself).
 */
export function findCircles(imports: readonly Import[]): string[][] {
  const arrows = Map.groupBy(imports, ({ from }) => from);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  function visit(file: string): void {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    open.push(file);
    for (const { to } of arrows.get(file) ?? []) {
      if (!order.has(to)) visit(to);
      if (open.includes(to)) lowest.set(file, Math.min(lowestOf(file), lowestOf(to)));
    }
    if (lowestOf(file) !== order.get(file)) return;
    const members = open.splice(open.indexOf(file));
    const importsItself = arrows.get(file)?.some(({ to }) => to === file);
    if (members.length > 1 || importsItself) circles.push(members);
  }

  const lowestOf = (file: string) => lowest.get(file) as number;
  for (const file of arrows.keys()) if (!order.has(file)) visit(file);
  return circles;
}
